/**
 * The command line: one thin file per command, each around a public Java call of the other
 * packages.
 *
 * <p>Exit codes: {@value dev.sallyport.runtime.cli.ExitCode#CLEAN} clean, {@value
 * dev.sallyport.runtime.cli.ExitCode#FINDINGS} findings, {@value
 * dev.sallyport.runtime.cli.ExitCode#FAILED} could not run.
 */
@NullMarked
package dev.sallyport.runtime.cli;

import org.jspecify.annotations.NullMarked;
