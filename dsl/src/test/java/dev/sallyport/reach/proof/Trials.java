package dev.sallyport.reach.proof;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Repeats a check on many random samples, and shrinks the first that fails. */
final class Trials {
  private static final boolean NIGHTLY = Boolean.getBoolean("sallyport.nightly");

  private static final boolean SHRINK =
      Boolean.parseBoolean(System.getProperty("sallyport.shrink", "true"));

  private Trials() {}

  /** Something that must hold for every sample. */
  interface Check {
    /**
     * Looks at one sample.
     *
     * @param random for choices inside the check; the same for the same seed
     * @throws AssertionError if it does not hold
     */
    void holds(Sample sample, SplittableRandom random);
  }

  /**
   * Runs the check on the samples of the seeds from 0 on: {@code ordinary} of them, or {@code
   * nightly} where the system property {@code sallyport.nightly} is true. The system property
   * {@code sallyport.seed} runs one seed only, {@code sallyport.trials} at most so many, {@code
   * sallyport.from} the seeds from there on.
   */
  static void of(int ordinary, int nightly, Check check) {
    of(ordinary, nightly, SmallFleets::sample, check);
  }

  /** The same with other samples. */
  static void of(int ordinary, int nightly, LongFunction<Sample> samples, Check check) {
    Long only = Long.getLong("sallyport.seed");
    long first = only == null ? Long.getLong("sallyport.from", 0) : only;
    long most = Math.min(NIGHTLY ? nightly : ordinary, Long.getLong("sallyport.trials", nightly));
    long end = only == null ? first + most : only + 1;
    Optional<Failure> failure =
        LongStream.range(first, end)
            .parallel()
            .mapToObj(seed -> failure(samples.apply(seed), seed, check))
            .flatMap(Optional::stream)
            .findFirst();
    if (failure.isPresent()) {
      throw failure.get().shrunk(check);
    }
  }

  private record Failure(Sample sample, long seed, Throwable problem) {
    AssertionError shrunk(Check check) {
      Sample smallest =
          SHRINK
              ? Shrinking.smallest(sample, smaller -> failure(smaller, seed, check).isPresent())
              : sample;
      Throwable cause = failure(smallest, seed, check).orElse(this).problem;
      return new AssertionError(
          "seed " + seed + ": " + cause.getMessage() + "\n" + smallest, cause);
    }
  }

  private static Optional<Failure> failure(Sample sample, long seed, Check check) {
    try {
      check.holds(sample, new SplittableRandom(seed));
      return Optional.empty();
    } catch (AssertionError | RuntimeException problem) {
      return Optional.of(new Failure(sample, seed, problem));
    }
  }
}
