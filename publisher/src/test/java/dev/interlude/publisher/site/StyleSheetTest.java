package dev.interlude.publisher.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StyleSheetTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a { color: red; }                      | a{color:red}",
                "a,\\n b > c {\\n  x: 1;\\n  y: 2;\\n}  | a,b>c{x:1;y:2}",
                "/* a { } */ b {} /**/ c {}             | b{}c{}",
                "a { w: calc(1px + 2px) }               | a{w:calc(1px + 2px)}",
                "a :hover {} a:hover {}                 | a :hover{}a:hover{}",
                "@media (a: b) and (c: d) { e {} }      | @media (a:b) and (c:d){e{}}",
                "a { content: \"  { /* ; */ }  \" }     | a{content:\"  { /* ; */ }  \"}",
                "a { content: 'it\\\\'s  {' }           | a{content:'it\\\\'s  {'}",
                "a\\r\\nb { }                           | a b{}"
            })
    void meaningStaysAndSpaceGoes(String css, String expected) {
        assertThat(StyleSheet.compact(text(css))).isEqualTo(text(expected));
    }

    private static String text(String written) {
        return written.replace("\\n", "\n").replace("\\r", "\r").replace("\\\\", "\\");
    }
}
