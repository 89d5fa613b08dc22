package dev.interlude.publisher.site;

/** The media type of a file by its name. */
public final class ContentTypes {

    private ContentTypes() {}

    public static String of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "json" -> "application/json";
            case "ics" -> "text/calendar; charset=utf-8";
            case "xml" -> "application/atom+xml; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "application/octet-stream";
        };
    }
}
