/** Contracts and policies against what is really deployed. */
@NullMarked
package dev.sallyport.runtime.deployed;

import org.jspecify.annotations.NullMarked;
