package dev.sallyport.reach;

import java.util.Arrays;

/**
 * The classes in one role, grouped by what large sets say of them.
 *
 * <p>{@code own} are the terms of their own profile; {@code member} the large sets of the other
 * side's profiles that hold them.
 */
final class QuotientSide {
  private final PeerSets peers;
  private final int size;
  final int[] groupOf;
  final boolean[] free;

  /** Per group: its own large terms, pairs of set and connections. */
  final int[][] own;

  /** Per group: the large sets of the other side that hold it, sorted. */
  final int[][] member;

  QuotientSide(PeerSets peers, int size, Access access, boolean[] ownLarge, boolean[] otherLarge) {
    this.peers = peers;
    this.size = size;
    this.groupOf = new int[size];
    IntTuples memberships = new IntTuples();
    int[] membership = membership(otherLarge, memberships);
    IntTuples termLists = new IntTuples();
    int[] termsOf = new int[access.profiles().size()];
    IntList terms = new IntList();
    for (int profile = 0; profile < termsOf.length; profile++) {
      terms.clear();
      for (int i = 0; i < access.profiles().length(profile); i += 2) {
        int set = access.profiles().item(profile, i);
        if (ownLarge[set]) {
          terms.add(set);
          terms.add(access.profiles().item(profile, i + 1));
        }
      }
      termsOf[profile] = termLists.intern(terms);
    }
    PairIds groups = new PairIds();
    IntList representative = new IntList();
    for (int c = 0; c < size; c++) {
      int profile = access.profileOf(c);
      int list = profile < 0 ? 0 : termsOf[profile] + 1;
      groupOf[c] = groups.number(list, membership[c]);
      if (groupOf[c] == representative.size()) {
        representative.add(c);
      }
    }
    int count = representative.size();
    free = new boolean[count];
    own = new int[count][];
    member = new int[count][];
    for (int g = 0; g < count; g++) {
      int c = representative.get(g);
      int profile = access.profileOf(c);
      free[g] = profile < 0;
      own[g] = profile < 0 ? new int[0] : tuple(termLists, termsOf[profile]);
      member[g] = tuple(memberships, membership[c]);
    }
  }

  private int[] tuple(IntTuples tuples, int id) {
    return Arrays.copyOfRange(tuples.pool(), tuples.start(id), tuples.end(id));
  }

  /** For each class, the number of its list of large sets. */
  private int[] membership(boolean[] large, IntTuples lists) {
    int[] state = new int[size];
    PairIds next = new PairIds();
    IntList parent = new IntList();
    IntList added = new IntList();
    parent.add(-1);
    added.add(-1);
    for (int set = 0; set < large.length; set++) {
      if (!large[set] || set == ClassSets.EVERYONE) {
        continue;
      }
      for (int i = 0; i < peers.sets().length(set); i += 2) {
        int end = peers.sets().item(set, i + 1);
        int last = -1;
        int refined = -1;
        for (int c = peers.sets().item(set, i); c < end; c++) {
          if (state[c] != last) {
            last = state[c];
            refined = next.number(last, set) + 1;
            if (refined == parent.size()) {
              parent.add(last);
              added.add(set);
            }
          }
          state[c] = refined;
        }
      }
    }
    int[] listOf = new int[parent.size()];
    IntList list = new IntList();
    for (int s = 0; s < listOf.length; s++) {
      list.clear();
      for (int at = s; at > 0; at = parent.get(at)) {
        list.add(added.get(at));
      }
      list.add(ClassSets.EVERYONE);
      int[] sorted = list.toArray();
      Arrays.sort(sorted);
      listOf[s] = lists.intern(sorted, 0, sorted.length);
    }
    for (int c = 0; c < size; c++) {
      state[c] = listOf[state[c]];
    }
    return state;
  }

  int size() {
    return own.length;
  }

  /** Per large set, the groups that name it (with connections), or that are in it. */
  int[][] naming() {
    IntList[] lists = new IntList[peers.sets().size()];
    for (int g = 0; g < own.length; g++) {
      for (int i = 0; i < own[g].length; i += 2) {
        at(lists, own[g][i]).add(g);
        at(lists, own[g][i]).add(own[g][i + 1]);
      }
    }
    return arrays(lists);
  }

  int[][] members() {
    IntList[] lists = new IntList[peers.sets().size()];
    for (int g = 0; g < member.length; g++) {
      for (int set : member[g]) {
        at(lists, set).add(g);
      }
    }
    return arrays(lists);
  }

  private IntList at(IntList[] lists, int index) {
    if (lists[index] == null) {
      lists[index] = new IntList(4);
    }
    return lists[index];
  }

  private int[][] arrays(IntList[] lists) {
    int[][] result = new int[lists.length][];
    for (int i = 0; i < lists.length; i++) {
      result[i] = lists[i] == null ? new int[0] : lists[i].toArray();
    }
    return result;
  }
}
