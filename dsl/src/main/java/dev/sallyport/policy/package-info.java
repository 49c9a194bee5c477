/**
 * The neutral policy model: what a NetworkPolicy says, as values that can't be invalid. Knows no
 * compiler, no YAML and no Kubernetes library.
 *
 * <p>Every record here obeys the API server's validation rules by construction; text enters through
 * the {@code parse} methods, which throw {@link dev.sallyport.policy.InvalidValueException}.
 *
 * <p>Source of the rules: Kubernetes API documentation, {@code networking.k8s.io/v1} NetworkPolicy.
 */
@NullMarked
package dev.sallyport.policy;

import org.jspecify.annotations.NullMarked;
