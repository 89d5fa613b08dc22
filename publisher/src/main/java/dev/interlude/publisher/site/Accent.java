package dev.interlude.publisher.site;

import dev.interlude.publisher.failure.Failure;

/**
 * The operator's accent colour, made legible: text and lines in it keep a contrast of at least 4.5:1 on light and on
 * dark paper (WCAG 2.2, 1.4.3), however pale or deep the brand is.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
record Accent(int red, int green, int blue) {

    private static final Accent BLACK = new Accent(0, 0, 0);
    private static final Accent WHITE = new Accent(255, 255, 255);

    /** The two papers of page.css. */
    private static final Accent LIGHT_PAPER = new Accent(0xfa, 0xf9, 0xf6);

    private static final Accent DARK_PAPER = new Accent(0x14, 0x17, 0x1b);
    private static final double CONTRAST = 4.5;
    private static final int STEPS = 40;

    static Accent of(String hex) {
        if (!hex.matches("#[0-9a-fA-F]{6}")) {
            throw new Failure(
                    Failure.Kind.CONFIGURATION,
                    "use \"" + hex + "\" as site.theme.accent",
                    "it is no colour of the form #rrggbb",
                    "write it as in \"#0b5fff\"");
        }
        int rgb = Integer.parseInt(hex.substring(1), 16);
        return new Accent(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
    }

    /** The custom properties that page.css builds on. */
    String css() {
        return against(LIGHT_PAPER, BLACK).properties() + "@media (prefers-color-scheme:dark){"
                + against(DARK_PAPER, WHITE).properties() + "}";
    }

    private String properties() {
        return ":root{--accent:" + hex() + ";--on-accent:" + ink().hex() + "}";
    }

    String hex() {
        return "#"
                + Integer.toHexString(0x1000000 | red << 16 | green << 8 | blue).substring(1);
    }

    /** This colour, mixed with as little of the other as gives it enough contrast to the paper. */
    private Accent against(Accent paper, Accent other) {
        Accent mixed = this;
        for (int step = 1; step <= STEPS && mixed.contrastTo(paper) < CONTRAST; step++) {
            mixed = mixedWith(other, (double) step / STEPS);
        }
        return mixed;
    }

    /** Black or white, whichever reads better on this colour. */
    private Accent ink() {
        return contrastTo(WHITE) >= contrastTo(BLACK) ? WHITE : BLACK;
    }

    private Accent mixedWith(Accent other, double share) {
        return new Accent(
                (int) Math.round(red + (other.red - red) * share),
                (int) Math.round(green + (other.green - green) * share),
                (int) Math.round(blue + (other.blue - blue) * share));
    }

    double contrastTo(Accent other) {
        double brighter = Math.max(luminance(), other.luminance());
        double darker = Math.min(luminance(), other.luminance());
        return (brighter + 0.05) / (darker + 0.05);
    }

    /** Relative luminance as WCAG 2.2 defines it. */
    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
