package dev.interlude.publisher.site.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import dev.interlude.protocol.MaintenanceState;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The feed, read by a feed reader and held to the rules of RFC 4287. */
class AtomFeedTest {

    private static final String ATOM = "http://www.w3.org/2005/Atom";

    @ParameterizedTest
    @MethodSource("dev.interlude.publisher.site.feed.FeedStates#fixtures")
    void everyStateGivesAFeedByTheRules(MaintenanceState state) throws Exception {
        Element feed = parse(FeedStates.feed(state, "feed.xml"));

        assertThat(feed.getLocalName()).isEqualTo("feed");
        assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
        Set<String> ids = new HashSet<>();
        checkCommonRules(feed, ids);
        assertThat(feed.getElementsByTagNameNS(ATOM, "author").getLength())
                .as("4.1.1: an author for all entries")
                .isEqualTo(1);
        NodeList entries = feed.getElementsByTagNameNS(ATOM, "entry");
        for (int i = 0; i < entries.getLength(); i++) {
            Element entry = (Element) entries.item(i);
            checkCommonRules(entry, ids);
            assertThat(child(entry, "content").getAttribute("type")).isEqualTo("text");
        }
        assertThat(new SyndFeedInput()
                        .build(new StringReader(FeedStates.feed(state, "feed.xml")))
                        .getFeedType())
                .isEqualTo("atom_1.0");
    }

    @Test
    void updatesAreNewestFirstAndKeepTheirNames() throws Exception {
        MaintenanceState state = FeedStates.scheduled(FeedStates.NOON, FeedStates.NOON, "x");

        SyndFeed feed = read(state);

        assertThat(feed.getEntries()).hasSize(2);
        assertThat(feed.getEntries().get(0).getUri())
                .isEqualTo("tag:interlude.dev,2026:shop:2026-11-20-database:1795175940000");
        assertThat(feed.getEntries().get(1).getUri()).isEqualTo("tag:interlude.dev,2026:shop:2026-11-20-database");
        assertThat(feed.getPublishedDate().toInstant()).isEqualTo(FeedStates.NOON);
    }

    @Test
    void cancelledNoticeLeavesAnEmptyFeed() throws Exception {
        assertThat(read(FeedStates.operational()).getEntries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</content></entry><entry>",
                "<!-- --> ]]> <![CDATA[ &amp; &lt; & ' \"",
                "line\nline \u2028 \ud83d\ude80",
                "&#0;"
            })
    void textArrivesAsItWasWritten(String text) throws Exception {
        for (SyndEntry entry : read(FeedStates.scheduled(FeedStates.NOON, FeedStates.NOON, text))
                .getEntries()) {
            assertThat(entry.getTitle()).isEqualTo(text);
            assertThat(entry.getContents().get(0).getValue()).isEqualTo(text);
        }
    }

    @Test
    void whatXmlCannotHoldIsReplaced() throws Exception {
        SyndFeed feed = read(FeedStates.scheduled(FeedStates.NOON, FeedStates.NOON, "a\ufffeb\uffffc"));

        assertThat(feed.getEntries().get(0).getTitle()).isEqualTo("a\ufffdb\ufffdc");
    }

    /** RFC 4287, 4.1.1 and 4.1.2: exactly one id, title and updated; ids are absolute, normal and never used twice. */
    private static void checkCommonRules(Element element, Set<String> ids) {
        String id = child(element, "id").getTextContent();
        assertThat(URI.create(id))
                .isEqualTo(URI.create(id).normalize())
                .satisfies(uri -> assertThat(uri.isAbsolute()).isTrue());
        assertThat(ids.add(id)).as(id).isTrue();
        assertThat(child(element, "title").getTextContent()).isNotBlank();
        Instant.parse(child(element, "updated").getTextContent());
        Set<String> relations = new HashSet<>();
        for (Element link : children(element, "link")) {
            assertThat(relations.add(link.getAttribute("rel"))).isTrue();
            assertThat(URI.create(link.getAttribute("href")).isAbsolute()).isTrue();
        }
    }

    private static Element child(Element parent, String name) {
        assertThat(children(parent, name)).as(name).hasSize(1);
        return children(parent, name).get(0);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getLocalName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static SyndFeed read(MaintenanceState state) throws Exception {
        return new SyndFeedInput().build(new StringReader(FeedStates.feed(state, "feed.xml")));
    }

    private static Element parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }
}
