/**
 * YAML and JSON text as trees that know their lines. Nothing here knows Kubernetes, and nothing is
 * interpreted: a scalar that two versions of YAML read differently stays ambiguous.
 */
@NullMarked
package dev.sallyport.runtime.document;

import org.jspecify.annotations.NullMarked;
