/*
 * A crowd of WebSocket clients on one epoll loop, for measuring a server on the same machine: it takes little of the processor
 * itself, reads every frame, and checks every client for the newest revision. Commands come on stdin, one a line; each is
 * answered by one JSON object on stdout.
 *
 *   crowd PORT MOST                     at most MOST clients, of 127.0.0.1:PORT
 *
 *   connect COUNT WINDOW EACH PATH      COUNT more, WINDOW handshakes under way; {} in PATH is the client's number / EACH
 *   publish REVISION FROM COUNT FILE    sends FILE, a whole HTTP request, and waits until those clients hold REVISION
 *   stall FROM COUNT                    those read nothing from now on
 *   idle MS                             reads and answers pings for that long
 *   quit
 *
 * Times are milliseconds on the monotonic clock; a publication's begin before its request is sent.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define DEADLINE_MS 120000.0
#define PUBLISHER UINT32_MAX

enum phase { CONNECTING, UPGRADING, OPEN, STALLED, CLOSED };

struct client {
    int fd;
    enum phase phase;
    long revision;  /* the newest seen; -1: none */
    double at;      /* when it was seen */
    char *rest;     /* the beginning of a frame that has not come whole */
    size_t length;
};

static struct client *clients;
static int count, most, poller, port;
static long older; /* how often a revision followed a newer one */
static int answer; /* status of the last publication */

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void die(const char *what) {
    perror(what);
    exit(1);
}

static int dial(void) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (fd < 0) die("socket");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (connect(fd, (struct sockaddr *)&to, sizeof to) < 0 && errno != EINPROGRESS) die("connect");
    return fd;
}

static void watch(int operation, int fd, uint32_t id, uint32_t events) {
    struct epoll_event event = {.events = events, .data.u32 = id};
    if (epoll_ctl(poller, operation, fd, &event) < 0) die("epoll_ctl");
}

static void end(struct client *c) {
    if (c->phase == CLOSED) return;
    c->phase = CLOSED;
    close(c->fd);
    free(c->rest);
    c->rest = NULL;
    c->length = 0;
}

static void upgrade(struct client *c, const char *path, int each) {
    char request[1024], where[512];
    int number = (int)(c - clients) / each;
    const char *braces = strstr(path, "{}");
    if (braces) snprintf(where, sizeof where, "%.*s%d%s", (int)(braces - path), path, number, braces + 2);
    else snprintf(where, sizeof where, "%s", path);
    int length = snprintf(request, sizeof request,
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n", where, port);
    if (write(c->fd, request, length) != length) die("handshake");
    c->phase = UPGRADING;
    watch(EPOLL_CTL_MOD, c->fd, (uint32_t)(c - clients), EPOLLIN);
}

static void pong(struct client *c, const unsigned char *payload, size_t length) {
    unsigned char frame[131] = {0x8A, 0x80 | (unsigned char)length}; /* masked by zeros */
    memcpy(frame + 6, payload, length);
    if (write(c->fd, frame, 6 + length) < 0) end(c);
}

static void message(struct client *c, const char *payload, size_t length) {
    static const char name[] = "\"revision\":";
    const char *found = memmem(payload, length, name, sizeof name - 1);
    if (!found) return;
    long revision = 0;
    for (const char *p = found + sizeof name - 1; p < payload + length && *p >= '0' && *p <= '9'; p++) revision = revision * 10 + *p - '0';
    if (revision < c->revision) older++;
    c->revision = revision;
    c->at = now();
}

/* Takes whole frames from the bytes; answers how many bytes they were. */
static size_t frames(struct client *c, const unsigned char *bytes, size_t length) {
    size_t used = 0;
    while (c->phase == OPEN && length - used >= 2) {
        const unsigned char *frame = bytes + used;
        size_t head = 2, payload = frame[1] & 0x7F;
        if (payload == 126) {
            if (length - used < 4) break;
            payload = frame[2] << 8 | frame[3];
            head = 4;
        } else if (payload == 127) {
            fprintf(stderr, "a frame of more than 65535 bytes\n");
            exit(1);
        }
        if (length - used < head + payload) break;
        int opcode = frame[0] & 0x0F;
        if (opcode == 9) pong(c, frame + head, payload);
        else if (opcode == 8) end(c);
        else message(c, (const char *)frame + head, payload);
        used += head + payload;
    }
    return used;
}

static void readable(struct client *c) {
    static unsigned char buffer[1 << 17];
    size_t kept = c->length;
    memcpy(buffer, c->rest, kept);
    ssize_t got = read(c->fd, buffer + kept, sizeof buffer - kept);
    if (got <= 0) {
        if (got == 0 || errno != EAGAIN) end(c);
        return;
    }
    size_t length = kept + got, used = 0;
    if (c->phase == UPGRADING) {
        char *over = memmem(buffer, length, "\r\n\r\n", 4);
        if (over) {
            if (memcmp(buffer, "HTTP/1.1 101", 12) != 0) {
                fprintf(stderr, "refused: %.12s\n", buffer);
                end(c);
                return;
            }
            used = (unsigned char *)over + 4 - buffer;
            c->phase = OPEN;
        }
    }
    if (c->phase == OPEN) used += frames(c, buffer + used, length - used);
    if (c->phase == CLOSED) return;
    c->length = length - used;
    if (c->length) {
        c->rest = realloc(c->rest, c->length);
        memcpy(c->rest, buffer + used, c->length);
    }
}

static int publisherFd = -1;

static void answered(void) {
    char buffer[4096];
    ssize_t got = read(publisherFd, buffer, sizeof buffer - 1);
    if (got > 12 && !answer) answer = atoi(buffer + 9);
    if (got == 0 || (got < 0 && errno != EAGAIN)) {
        close(publisherFd);
        publisherFd = -1;
    }
}

/* Handles what happens within that time; path and each are for clients that are being connected. */
static void turn(int ms, const char *path, int each) {
    static struct epoll_event events[512];
    int ready = epoll_wait(poller, events, 512, ms);
    for (int i = 0; i < ready; i++) {
        if (events[i].data.u32 == PUBLISHER) {
            answered();
            continue;
        }
        struct client *c = &clients[events[i].data.u32];
        if (c->phase == CLOSED) continue;
        if (c->phase == STALLED) end(c); /* only the end is watched for */
        else if (c->phase == CONNECTING && (events[i].events & EPOLLOUT) && !(events[i].events & EPOLLERR)) upgrade(c, path, each);
        else readable(c);
    }
}

static void join(int more, int window, int each, const char *path) {
    int from = count, begun = count, ready = count, lost = 0;
    double start = now();
    if (from + more > most) die("more clients than announced");
    while (ready < from + more && now() - start < DEADLINE_MS) {
        while (begun < from + more && begun - ready < window) {
            struct client *c = &clients[begun];
            *c = (struct client){.fd = dial(), .phase = CONNECTING, .revision = -1};
            watch(EPOLL_CTL_ADD, c->fd, (uint32_t)begun, EPOLLOUT);
            count = ++begun;
        }
        turn(100, path, each);
        /* In order: a client counts once all before it are there too. */
        while (ready < begun && (clients[ready].revision >= 0 || clients[ready].phase == CLOSED)) ready++;
    }
    for (int i = from; i < count; i++) lost += clients[i].phase != OPEN || clients[i].revision < 0;
    double ms = now() - start;
    printf("{\"connected\":%d,\"lost\":%d,\"ms\":%.1f,\"perSecond\":%.0f}\n", more - lost, lost, ms, (more - lost) / ms * 1e3);
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void publish(long revision, int from, int wanted, const char *file) {
    static char request[1 << 16];
    static double *times;
    int fd = open(file, O_RDONLY), reached = 0, readers = 0;
    ssize_t length = fd < 0 ? -1 : read(fd, request, sizeof request);
    if (length < 0) die(file);
    close(fd);
    if (!times) times = malloc(most * sizeof *times);
    if (publisherFd >= 0) close(publisherFd);
    publisherFd = dial();
    for (int error = EINPROGRESS; error;) { /* connected before the clock starts */
        struct sockaddr_in peer;
        socklen_t size = sizeof peer;
        error = getpeername(publisherFd, (struct sockaddr *)&peer, &size) < 0 ? errno : 0;
        turn(1, "", 1);
    }
    answer = 0;
    watch(EPOLL_CTL_ADD, publisherFd, PUBLISHER, EPOLLIN);
    double start = now();
    if (write(publisherFd, request, length) != length) die("publish");
    int scanned = from;
    while (now() - start < DEADLINE_MS) {
        turn(50, "", 1);
        while (scanned < from + wanted && (clients[scanned].revision >= revision || clients[scanned].phase >= STALLED)) scanned++;
        if (scanned == from + wanted && answer) break;
    }
    for (int i = from; i < from + wanted; i++) {
        if (clients[i].phase != OPEN) continue;
        readers++;
        if (clients[i].revision == revision) times[reached++] = clients[i].at - start;
    }
    qsort(times, reached, sizeof *times, ascending);
    printf("{\"status\":%d,\"readers\":%d,\"reached\":%d,\"older\":%ld,\"p50\":%.2f,\"p99\":%.2f,\"last\":%.2f}\n", answer, readers, reached, older,
        reached ? times[reached / 2] : 0, reached ? times[(int)(reached * 0.99)] : 0, reached ? times[reached - 1] : 0);
}

static void stall(int from, int some) {
    for (int i = from; i < from + some; i++) {
        clients[i].phase = STALLED;
        watch(EPOLL_CTL_MOD, clients[i].fd, (uint32_t)i, EPOLLRDHUP);
    }
    printf("{\"stalled\":%d}\n", some);
}

static void idle(int ms) {
    int open = 0;
    for (double start = now(); now() - start < ms;) turn(20, "", 1);
    for (int i = 0; i < count; i++) open += clients[i].phase == OPEN;
    printf("{\"open\":%d}\n", open);
}

int main(int argc, char **argv) {
    char line[1024], text[512];
    int a, b, c;
    long revision;
    if (argc != 3) {
        fprintf(stderr, "usage: crowd PORT MOST\n");
        return 2;
    }
    port = atoi(argv[1]);
    most = atoi(argv[2]);
    clients = calloc(most, sizeof *clients);
    poller = epoll_create1(0);
    setvbuf(stdout, NULL, _IOLBF, 0);
    while (fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "connect %d %d %d %511s", &a, &b, &c, text) == 4) join(a, b, c, text);
        else if (sscanf(line, "publish %ld %d %d %511s", &revision, &a, &b, text) == 4) publish(revision, a, b, text);
        else if (sscanf(line, "stall %d %d", &a, &b) == 2) stall(a, b);
        else if (sscanf(line, "idle %d", &a) == 1) idle(a);
        else if (!strncmp(line, "quit", 4)) return 0;
        else printf("{\"error\":\"no such command\"}\n");
    }
    return 0;
}
