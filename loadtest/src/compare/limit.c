// What a fan-out costs at least: does for the load generator's FanOut what Arauto does, and nothing else. One thread, one send() of the same
// bytes to each socket and round of epoll; no tokens, ids, Redis, limits or history. limit <port>. For loopback only.
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST_SOCKETS = 65536, INPUT_BYTES = 65536, ROUND_BYTES = 1 << 20, EVENTS = 1024 };

// The answer to the one key that the generator says (RFC 6455, section 1.3).
static const char UPGRADE[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                              "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
static const char ALIVE[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
static const char OPEN[] = "0{\"sid\":\"limit\",\"upgrades\":[],\"pingInterval\":3600000,\"pingTimeout\":3600000,"
                           "\"maxPayload\":1000000}";
static const char CONNECTED[] = "40{\"sid\":\"limit\"}";
static const char SESSION[] = "42[\"session\",{\"sessionId\":\"limit\"}]";
static const char ACK[] = "430[{\"ok\":{\"id\":\"1795881404093-0\",\"channel\":\"geral\","
                          "\"timestamp\":\"2026-01-01T00:00:00.000Z\"}}]";
static const char MESSAGE[] = "42[\"chat:message\",{\"id\":\"1795881404093-0\",\"timestamp\":\"2026-01-01T00:00:00.000Z\","
                              "\"channel\":\"geral\",\"from\":{\"userId\":\"1001\",\"username\":\"user-1001\","
                              "\"name\":\"User 1001\"},\"text\":\"%.*s\"},\"1795881404093-0\"]";

typedef struct {
  int upgraded;
  int held;
  char input[INPUT_BYTES];
} Socket;

static Socket *sockets[MOST_SOCKETS];
static int members[MOST_SOCKETS];
static int member_count;

// The frames that all members get at the end of this round.
static char round_frames[ROUND_BYTES];
static int round_length;

static void deliver(int fd, const char *bytes, int length) {
  for (int sent = 0; sent < length;) {
    ssize_t taken = send(fd, bytes + sent, length - sent, MSG_NOSIGNAL);
    if (taken > 0) {
      sent += taken;
    } else if (errno != EAGAIN) {
      return;
    }
  }
}

// As an unmasked text frame (RFC 6455, section 5.2); returns its length.
static int frame(char *out, const char *text, int length) {
  int head = length < 126 ? 2 : 4;
  out[0] = (char)0x81;
  out[1] = (char)(length < 126 ? length : 126);
  if (head == 4) {
    out[2] = (char)(length >> 8);
    out[3] = (char)length;
  }
  memcpy(out + head, text, length);
  return head + length;
}

static void say(int fd, const char *text) {
  char bytes[512];
  deliver(fd, bytes, frame(bytes, text, (int)strlen(text)));
}

// A chat message with the text of what was sent, for all members.
static void gather(const char *event, int length) {
  static const char KEY[] = "\"text\":\"";
  const char *key = memmem(event, length, KEY, sizeof KEY - 1);
  const char *text = key ? key + sizeof KEY - 1 : NULL;
  const char *end = text ? memchr(text, '"', event + length - text) : NULL;
  char packet[1024];
  if (end && end - text < 512) {
    int size = snprintf(packet, sizeof packet, MESSAGE, (int)(end - text), text);
    if (round_length + size + 4 <= ROUND_BYTES) {
      round_length += frame(round_frames + round_length, packet, size);
    }
  }
}

static void receive_packet(int fd, const char *text, int length) {
  if (length >= 2 && memcmp(text, "40", 2) == 0) {
    members[member_count++] = fd;
    say(fd, CONNECTED);
    say(fd, SESSION);
  } else if (length >= 2 && memcmp(text, "42", 2) == 0) {
    gather(text, length);
    say(fd, ACK);
  }
}

// The generator masks with zeros, and its frames are shorter than 64 KB.
static void receive_frames(int fd, Socket *socket) {
  char *at = socket->input;
  char *end = at + socket->held;
  while (end - at >= 8) {
    int extended = (at[1] & 0x7f) == 126;
    int head = extended ? 8 : 6;
    int length = extended ? (unsigned char)at[2] << 8 | (unsigned char)at[3] : at[1] & 0x7f;
    if (end - at < head + length) {
      break;
    }
    receive_packet(fd, at + head, length);
    at += head + length;
  }
  socket->held = (int)(end - at);
  memmove(socket->input, at, end - at);
}

static void drop(int fd) {
  for (int index = 0; index < member_count; index++) {
    if (members[index] == fd) {
      members[index] = members[--member_count];
      break;
    }
  }
  close(fd);
  free(sockets[fd]);
  sockets[fd] = NULL;
}

static void receive(int fd) {
  Socket *socket = sockets[fd];
  ssize_t received = recv(fd, socket->input + socket->held, INPUT_BYTES - socket->held, 0);
  if (received <= 0) {
    drop(fd);
    return;
  }
  socket->held += received;
  if (socket->upgraded) {
    receive_frames(fd, socket);
  } else if (memmem(socket->input, socket->held, "\r\n\r\n", 4)) {
    if (memmem(socket->input, socket->held, "Upgrade: websocket", 18)) {
      socket->upgraded = 1;
      socket->held = 0;
      deliver(fd, UPGRADE, sizeof UPGRADE - 1);
      say(fd, OPEN);
    } else {
      deliver(fd, ALIVE, sizeof ALIVE - 1);
      drop(fd);
    }
  }
}

static void watch(int epoll, int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

static void accept_all(int epoll, int listener) {
  int fd;
  int on = 1;
  while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
    if (fd >= MOST_SOCKETS) {
      close(fd);
      continue;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockets[fd] = calloc(1, sizeof(Socket));
    watch(epoll, fd);
  }
}

static int listen_on(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  int on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 4096) != 0) {
    perror("listen");
    exit(1);
  }
  return listener;
}

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: limit <port>\n");
    return 64;
  }
  int listener = listen_on(atoi(arguments[1]));
  int epoll = epoll_create1(0);
  watch(epoll, listener);
  for (struct epoll_event events[EVENTS];;) {
    int ready = epoll_wait(epoll, events, EVENTS, -1);
    for (int index = 0; index < ready; index++) {
      if (events[index].data.fd == listener) {
        accept_all(epoll, listener);
      } else {
        receive(events[index].data.fd);
      }
    }
    for (int index = 0; index < member_count && round_length > 0; index++) {
      deliver(members[index], round_frames, round_length);
    }
    round_length = 0;
  }
}
