package dev.sallyport.runtime.objects;

import java.util.List;

/**
 * A list of objects that was read fast.
 *
 * @param apiVersion the version of the list
 * @param kind the kind of the list, which ends in {@code List}
 * @param items its items, in order
 */
public record FastList(String apiVersion, String kind, List<FastItem> items) {}
