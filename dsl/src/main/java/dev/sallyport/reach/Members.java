package dev.sallyport.reach;

/** Which pods each class has. */
interface Members {

  /** How many pods a class has. */
  int count(int podClass);

  /** A pod of a class, by its place in a list of pods. */
  int member(int podClass, int index);
}
