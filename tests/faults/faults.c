// LD_PRELOAD: calls on files under $FAULT_DIR fail, or the process dies at one of them. See README.md beside this file.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#define REAL(name) ({ static __typeof__(&name) p; if (!p) p = (__typeof__(&name))dlsym(RTLD_NEXT, #name); p; })
enum { DIE, TORN, FAIL };
static char dir[PATH_MAX]; static size_t dl; static char on[32]; static long at, times; static int what = -1, code;
static atomic_long calls; static _Atomic char ours[65536];
__attribute__((constructor)) static void init(void) {
  char *d = getenv("FAULT_DIR"), *o = getenv("FAULT_ON"), *a = getenv("FAULT_AT"), *w = getenv("FAULT_DO"), *t = getenv("FAULT_TIMES");
  if (!d || !o) return;
  snprintf(dir, sizeof dir, "%s", d); snprintf(on, sizeof on, "%s", o); dl = strlen(dir);
  at = a ? atol(a) : LONG_MAX; times = t ? atol(t) : LONG_MAX;
  if (!w) return;
  if (!strcmp(w, "die")) what = DIE; else if (!strcmp(w, "torn")) what = TORN; else { what = FAIL; code = atoi(w); }
}
// How many calls there were, for whoever wants to know at which they can fail; and whether one did.
static void tell(void) {
  char *f = getenv("FAULT_COUNT"); if (!f || !dl) return;
  int fd = REAL(open)(f, O_WRONLY | O_CREAT | O_TRUNC, 0600); if (fd < 0) return;
  char b[32]; int n = snprintf(b, sizeof b, "%ld", (long)calls); REAL(write)(fd, b, n); REAL(close)(fd);
}
__attribute__((destructor)) static void fin(void) { tell(); }
static int under(const char *p) { return dl && p && !strncmp(p, dir, dl); }
static int mine(int fd) { return dl && fd >= 0 && fd < 65536 && ours[fd]; }
static void die(void) { tell(); kill(getpid(), SIGKILL); for (;;) pause(); }
// 0: go on; 1: fail with errno; a torn write is told to `half` first.
static int hit(char kind, int fd, const void *b, size_t n, off_t o) {
  if (!strchr(on, kind)) return 0;
  long c = ++calls; if (c < at || c - at >= times || what < 0) return 0;
  if (kind == 'w' && c == at && n > 1 && what != DIE) { if (o < 0) REAL(write)(fd, b, n / 2); else REAL(pwrite)(fd, b, n / 2, o); }
  if (what != FAIL) die();
  errno = code; return 1;
}
#define CHANGES(fl) ((fl) & (O_CREAT | O_TRUNC | O_WRONLY | O_RDWR))
#define OPENF(name) int name(const char *p, int fl, ...) { mode_t m = 0; if (fl & (O_CREAT | O_TMPFILE)) { va_list v; va_start(v, fl); m = va_arg(v, mode_t); va_end(v); } \
  if (under(p) && hit(CHANGES(fl) ? 'o' : 'l', -1, 0, 0, 0)) return -1; int fd = REAL(name)(p, fl, m); if (fd >= 0 && fd < 65536) ours[fd] = under(p); return fd; }
OPENF(open) OPENF(open64)
#define PW(name, off) ssize_t name(int fd, const void *b, size_t n, off o) { if (mine(fd) && hit('w', fd, b, n, o)) return -1; return REAL(name)(fd, b, n, o); }
PW(pwrite, off_t) PW(pwrite64, off64_t)
ssize_t write(int fd, const void *b, size_t n) { if (mine(fd) && hit('w', fd, b, n, -1)) return -1; return REAL(write)(fd, b, n); }
ssize_t writev(int fd, const struct iovec *v, int n) { if (mine(fd) && hit('w', fd, n ? v->iov_base : 0, n ? v->iov_len : 0, -1)) return -1; return REAL(writev)(fd, v, n); }
int ftruncate(int fd, off_t n) { if (mine(fd) && hit('t', fd, 0, 0, 0)) return -1; return REAL(ftruncate)(fd, n); }
int ftruncate64(int fd, off64_t n) { if (mine(fd) && hit('t', fd, 0, 0, 0)) return -1; return REAL(ftruncate64)(fd, n); }
ssize_t read(int fd, void *b, size_t n) { if (mine(fd) && hit('r', fd, 0, 0, 0)) return -1; return REAL(read)(fd, b, n); }
ssize_t pread(int fd, void *b, size_t n, off_t o) { if (mine(fd) && hit('r', fd, 0, 0, 0)) return -1; return REAL(pread)(fd, b, n, o); }
ssize_t pread64(int fd, void *b, size_t n, off64_t o) { if (mine(fd) && hit('r', fd, 0, 0, 0)) return -1; return REAL(pread64)(fd, b, n, o); }
int fsync(int fd) { if (mine(fd) && hit('s', fd, 0, 0, 0)) return -1; return REAL(fsync)(fd); }
int fdatasync(int fd) { if (mine(fd) && hit('s', fd, 0, 0, 0)) return -1; return REAL(fdatasync)(fd); }
int sync_file_range(int fd, off_t o, off_t n, unsigned fl) { if (mine(fd) && hit('s', fd, 0, 0, 0)) return -1; return REAL(sync_file_range)(fd, o, n, fl); }
int rename(const char *a, const char *b) { if (under(b) && hit('n', -1, 0, 0, 0)) return -1; return REAL(rename)(a, b); }
int unlink(const char *a) { if (under(a) && hit('u', -1, 0, 0, 0)) return -1; return REAL(unlink)(a); }
int mkdir(const char *a, mode_t m) { if (under(a) && hit('m', -1, 0, 0, 0)) return -1; return REAL(mkdir)(a, m); }
int close(int fd) { if (fd >= 0 && fd < 65536) ours[fd] = 0; return REAL(close)(fd); }
