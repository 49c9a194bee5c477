package dev.sallyport.runtime.fast;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BytesTest {
  /** Every value of a byte, each next to every other, at every place of a word. */
  @Property(tries = 2000)
  void letters_end_where_a_loop_over_bytes_finds_the_end(
      @ForAll @Size(max = 40) byte[] bytes, @ForAll @IntRange(max = 39) int letters) {
    byte[] text = new byte[80 + Bytes.PADDING];
    for (int i = 0; i < letters; i++) {
      text[i] = (byte) (i % 3 == 0 ? 'A' + i % 26 : 'a' + i % 26);
    }
    System.arraycopy(bytes, 0, text, letters, bytes.length);
    int end = 0;
    while ((text[end] >= 'a' && text[end] <= 'z') || (text[end] >= 'A' && text[end] <= 'Z')) {
      end++;
    }
    assertThat(Bytes.endOfLetters(text, 0)).isEqualTo(end);
  }
}
