package dev.sallyport.check;

/** Finds the name that was probably meant. */
public final class NearNames {
  private NearNames() {}

  /**
   * The nearest of the known names, if it is near enough to be meant: at most a third of the
   * characters differ, case aside.
   *
   * @return the name, or empty text; of several equally near the first; {@code O(names × length²)}
   */
  public static String nearest(String name, Iterable<String> known) {
    String best = "";
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = near(name, candidate);
      if (distance >= 0 && distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  /**
   * How many steps a name is from a known one, if that is near enough to be meant.
   *
   * @return -1 if not; {@code O(length)} where lengths or letters show that, {@code O(length²)}
   *     otherwise
   */
  static int near(String name, String known) {
    int length = Math.max(name.length(), known.length());
    int most = Math.min(Math.max(1, length / 3), length - 1);
    if (Math.abs(name.length() - known.length()) > most || lettersApart(name, known) > most) {
      return -1;
    }
    int distance = distance(name, known);
    return distance <= most ? distance : -1;
  }

  /**
   * How many letters one text has more than the other, case aside; some letters count as the same.
   * Never more than the distance: one step adds a letter, removes one, or does both.
   */
  private static int lettersApart(String a, String b) {
    int[] more = new int[64];
    for (int i = 0; i < a.length(); i++) {
      more[Character.toLowerCase(a.charAt(i)) & 63]++;
    }
    for (int i = 0; i < b.length(); i++) {
      more[Character.toLowerCase(b.charAt(i)) & 63]--;
    }
    int left = 0;
    int right = 0;
    for (int count : more) {
      left += Math.max(count, 0);
      right -= Math.min(count, 0);
    }
    return Math.max(left, right);
  }

  /** {@code ; did you mean "x"?} for the nearest known name, or empty text. */
  public static String didYouMean(String name, Iterable<String> known) {
    String near = nearest(name, known);
    return near.isEmpty() ? "" : "; did you mean \"" + near + "\"?";
  }

  /** Optimal string alignment distance: insert, delete, replace, swap of neighbours; case aside. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replace = same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1;
        int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        least = Math.min(least, cost[i - 1][j - 1] + replace);
        if (i > 1
            && j > 1
            && same(a.charAt(i - 1), b.charAt(j - 2))
            && same(a.charAt(i - 2), b.charAt(j - 1))) {
          least = Math.min(least, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = least;
      }
    }
    return cost[a.length()][b.length()];
  }

  private static boolean same(char a, char b) {
    return Character.toLowerCase(a) == Character.toLowerCase(b);
  }
}
