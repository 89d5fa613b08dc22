package dev.interlude.notifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A disk of a few pages, which is really full when it is full: a tmpfs in a mount namespace, so that nobody else sees it, held by
 * a process that only waits. Linux alone has it, for root and where users may have namespaces of their own.
 */
final class SmallDisk implements AutoCloseable {

    private static final String HOLD = "mount -t tmpfs -o size=\"$1\" tmpfs \"$0\" && echo mounted && exec sleep 1800";
    private static final int PAGE = 4096;
    private static final String FILLER = "filler";

    private final Process holder;
    private final List<String> namespaces;
    private final Path path;

    private SmallDisk(Process holder, List<String> namespaces, Path path) {
        this.holder = holder;
        this.namespaces = namespaces;
        this.path = path;
    }

    /** Mounts one of that many bytes over the directory, in the namespace alone. */
    static SmallDisk of(int bytes, Path path) throws IOException {
        Files.createDirectories(path);
        String said = "";
        for (List<String> namespaces : List.of(List.of("--mount"), List.of("--user", "--mount"))) {
            List<String> command = new ArrayList<>(List.of("unshare"));
            command.addAll(namespaces);
            if (namespaces.contains("--user")) {
                command.add("--map-root-user");
            }
            command.addAll(List.of("sh", "-c", HOLD, path.toString(), Integer.toString(bytes)));
            try {
                Process holder =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                BufferedReader words =
                        new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
                said = String.valueOf(words.readLine());
                if (said.equals("mounted")) {
                    return new SmallDisk(holder, namespaces, path);
                }
                holder.destroyForcibly();
            } catch (IOException e) {
                said = e.getMessage();
            }
        }
        throw LeftOut.because("a disk that can be filled (unshare and mount of Linux): " + said);
    }

    /** What a command is to be put behind, so that it sees the disk. */
    List<String> entrance() {
        List<String> command = new ArrayList<>(List.of("nsenter", "--target", Long.toString(holder.pid())));
        command.addAll(namespaces);
        if (namespaces.contains("--user")) {
            command.add("--preserve-credentials");
        }
        return command;
    }

    /** A file on the disk, as it is reached from outside. */
    Path file(String name) {
        return Path.of("/proc/" + holder.pid() + "/root" + path.resolve(name));
    }

    /** Fills it up to that many pages, to the last byte. */
    void fillUpTo(int pagesLeft) throws IOException {
        long left = Files.getFileStore(file(".")).getUsableSpace() - (long) pagesLeft * PAGE;
        try (OutputStream out =
                Files.newOutputStream(file(FILLER), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (long written = 0; written < left; written += PAGE) {
                out.write(new byte[PAGE]);
            }
        }
    }

    void free() throws IOException {
        Files.delete(file(FILLER));
    }

    @Override
    public void close() {
        holder.destroyForcibly();
    }
}
