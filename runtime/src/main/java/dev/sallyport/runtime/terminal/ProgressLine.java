package dev.sallyport.runtime.terminal;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Progress as one line of a terminal, which is written over until the work is done and then wiped.
 * Nothing is shown of work that takes less than a second.
 */
public final class ProgressLine implements Progress {
  private static final long SILENCE = 1_000_000_000L;
  private static final long BETWEEN = 200;
  private static final int WIDEST = 79;

  private final LongSupplier clock;
  private final PrintWriter terminal;
  private final long start;
  private final AtomicLongArray counts = new AtomicLongArray(Unit.values().length);
  private volatile String phase = "";
  private int shown;
  private boolean over;

  /**
   * A line that shows nothing yet.
   *
   * @param clock nanoseconds, from any start
   * @param terminal receives the line
   */
  public ProgressLine(LongSupplier clock, PrintWriter terminal) {
    this.clock = clock;
    this.terminal = terminal;
    this.start = clock.getAsLong();
  }

  /** Shows the line five times a second from now on, until it is wiped. */
  public void start() {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (tick()) {
                  Thread.sleep(BETWEEN);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "sallyport-progress");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void phase(String doing) {
    for (int i = 0; i < counts.length(); i++) {
      counts.set(i, 0);
    }
    phase = doing;
  }

  @Override
  public void count(Unit unit, long more) {
    counts.addAndGet(unit.ordinal(), more);
  }

  /** Shows where the work is now; whether there is still something to show. */
  synchronized boolean tick() {
    if (!over && !phase.isEmpty() && clock.getAsLong() - start >= SILENCE) {
      show(line());
    }
    return !over;
  }

  /** Wipes the line; nothing is shown after that. */
  public synchronized void wipe() {
    if (!over && shown > 0) {
      show("");
      terminal.print('\r');
      terminal.flush();
    }
    over = true;
  }

  private void show(String line) {
    terminal.print('\r' + line + " ".repeat(Math.max(0, shown - line.length())));
    terminal.flush();
    shown = line.length();
  }

  private String line() {
    StringBuilder line = new StringBuilder(Visible.text(phase).replace('\n', ' '));
    String separator = ": ";
    for (Unit unit : Unit.values()) {
      long count = counts.get(unit.ordinal());
      if (count > 0) {
        line.append(separator).append(text(unit, count));
        separator = ", ";
      }
    }
    return line.length() <= WIDEST ? line.toString() : line.substring(0, WIDEST - 3) + "...";
  }

  private static String text(Unit unit, long count) {
    return unit == Unit.BYTES
        ? String.format(Locale.ROOT, "%.1f MB", count / 1e6)
        : String.format(Locale.ROOT, "%,d %s", count, unit.plural());
  }
}
