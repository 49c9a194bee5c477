/**
 * Answers of the reachability engine in the forms that people and programs read: text, TSV, JSON,
 * markdown, and graphs. Everything is sorted: the same answer gives the same bytes.
 */
@NullMarked
package dev.sallyport.runtime.report;

import org.jspecify.annotations.NullMarked;
