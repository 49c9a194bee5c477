/** What a change of manifests opens and closes, with causes, and the state that was accepted. */
@NullMarked
package dev.sallyport.runtime.difference;

import org.jspecify.annotations.NullMarked;
