#!/usr/bin/env python3
"""Old logs of real servers: starts Dovecot, Postfix, Exim, Cyrus and Courier from Debian's packages, logs in, gives wrong
passwords, sends, and imports what they logged; what comes in must be what was done.

    sudo docs/measure/server-logs.py cli/target/mailwarden-cli.jar [FOLDER]

Runs as root on Debian 12 (x86_64), for each server runs in a folder of its own (chroot) with the files of its packages and
listens on loopback only. Installs nothing. FOLDER keeps the logs; it is a new folder for temporary files otherwise. Exits
with 1 when a count differs. docs/measure/server-logs.txt is its output."""

import imaplib, os, poplib, re, shutil, signal, smtplib, socket, subprocess, sys, tempfile, threading, time

PACKAGES = ["dovecot-imapd dovecot-pop3d", "postfix", "exim4-daemon-light", "cyrus-imapd cyrus-pop3d sasl2-bin libsasl2-modules",
            "courier-imap courier-pop courier-authdaemon courier-authlib-userdb", "bash dash coreutils sed grep"]
USERS = {"root": 0, "dovecot": 901, "dovenull": 902, "vmail": 903, "postfix": 904, "Debian-exim": 905, "cyrus": 906, "courier": 907,
         "nobody": 65534}
PEOPLE = {"anna@example.org": "right-1", "ben@example.org": "right-2"}
IMAP, POP3, SMTP, SINK = 30143, 30110, 30025, 30026


class Root:
    """A folder with the files of the packages, made once; a server runs in it."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "root")
        self.debs = os.path.join(folder, "debs")
        self.processes = []
        if not os.path.isdir(self.path):
            self.unpack(folder)
        self.basics()

    def unpack(self, folder):
        os.makedirs(os.path.join(self.debs, "partial"), exist_ok=True)
        empty = os.path.join(folder, "no-packages")
        open(empty, "w").close()
        for some in PACKAGES:
            subprocess.run(["apt-get", "-qq", "-y", "-o", "Dir::State::status=" + empty, "-o", "Dir::Cache::archives=" + self.debs,
                            "-o", "APT::Install-Recommends=false", "--download-only", "install"] + some.split(),
                           check=True, stdout=subprocess.DEVNULL)
        os.makedirs(self.path)
        for deb in sorted(os.listdir(self.debs)):
            if deb.endswith(".deb"):
                subprocess.run(["dpkg", "-x", os.path.join(self.debs, deb), self.path], check=True)

    def basics(self):
        for folder in ["dev", "tmp", "etc", "home", "run", "var/log", "var/run", "var/tmp", "bin", "proc"]:
            os.makedirs(self.at(folder), exist_ok=True)
        os.chmod(self.at("tmp"), 0o1777)
        for name, minor in [("null", 3), ("zero", 5), ("random", 8), ("urandom", 9)]:
            if not os.path.exists(self.at("dev/" + name)):
                os.mknod(self.at("dev/" + name), 0o666 | 0o020000, os.makedev(1, minor))
                os.chmod(self.at("dev/" + name), 0o666)
        self.write("etc/passwd", "".join("%s:x:%d:%d::/home:/bin/sh\n" % (n, i, i) for n, i in USERS.items()))
        self.write("etc/group", "".join("%s:x:%d:\n" % (n, i) for n, i in USERS.items())
                   + "postdrop:x:908:\nmail:x:8:cyrus\nsasl:x:45:cyrus\n")
        self.write("etc/hosts", "127.0.0.1 localhost\n127.0.0.7 laptop.example.net\n")
        self.write("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n")
        self.write("etc/hostname", "mx\n")
        if not os.path.exists(self.at("bin/sh")):
            os.symlink("dash", self.at("bin/sh"))

    def at(self, path):
        return os.path.join(self.path, path)

    def write(self, path, text, mode=0o644, owner=None):
        os.makedirs(os.path.dirname(self.at(path)), exist_ok=True)
        with open(self.at(path), "w") as out:
            out.write(text)
        os.chmod(self.at(path), mode)
        if owner:
            os.chown(self.at(path), USERS[owner], USERS[owner])

    def folder(self, path, owner, mode=0o755, group=None):
        os.makedirs(self.at(path), exist_ok=True)
        os.chown(self.at(path), USERS[owner], group or USERS[owner])
        os.chmod(self.at(path), mode)

    def run(self, *command, **more):
        return subprocess.run(["chroot", self.path] + list(command), check=True, capture_output=True, timeout=60, **more)

    def start(self, *command, environment=None):
        log = open(self.at("tmp/out.log"), "a")
        process = subprocess.Popen(["chroot", self.path] + list(command), stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                                   start_new_session=True, env=environment)
        self.processes.append(process)
        return process

    def stop(self):
        for process in self.processes:
            try:
                os.killpg(process.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        self.processes = []


class Syslog:
    """Writes what comes to /dev/log as syslogd does."""

    def __init__(self, root, file):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        path = root.at("dev/log")
        if os.path.exists(path):
            os.unlink(path)
        self.socket.bind(path)
        os.chmod(path, 0o666)
        self.file = open(file, "w")
        self.open = True
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        while self.open:
            line = self.socket.recv(65536).rstrip(b"\0\n").decode("utf-8", "replace")
            line = re.sub(r"^<\d+>", "", line)
            self.file.write(line[:16] + "mx " + line[16:] + "\n")
            self.file.flush()


def sink():
    """A server that takes mail for all but nobody@…"""
    listener = socket.create_server(("127.0.0.1", SINK), backlog=50)

    def serve(peer):
        lines = peer.makefile("rwb")

        def say(text):
            lines.write(text.encode() + b"\r\n")
            lines.flush()
        say("220 sink ESMTP")
        data = False
        for line in lines:
            word = line.strip().upper()
            if data:
                data = word != b"."
                if not data:
                    say("250 2.0.0 Ok: queued as 12345")
            elif word.startswith(b"RCPT TO:<NOBODY"):
                say("550 5.1.1 no such user")
            elif word == b"DATA":
                data = True
                say("354 go on")
            elif word == b"QUIT":
                say("221 bye")
                break
            else:
                say("250 sink")
        peer.close()

    def accept():
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
    threading.Thread(target=accept, daemon=True).start()


def hashed(password):
    """As crypt(3) does."""
    return subprocess.run(["openssl", "passwd", "-6", password], check=True, capture_output=True, text=True).stdout.strip()


def wait_for(port):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("nobody listens on port %d" % port)


class Done:
    """What was done, as it should come in."""

    def __init__(self):
        self.accepted = self.refused = self.nameless = self.messages = self.reports = 0

    def imap(self, user, password, source, method="LOGIN", master=None):
        client = imaplib.IMAP4("127.0.0.1", IMAP)
        client.sock.close()
        client.sock = socket.create_connection(("127.0.0.1", IMAP), source_address=(source, 0))
        client._file = client.file = client.sock.makefile("rb")
        client._get_response()
        try:
            if method == "PLAIN":
                client.authenticate("PLAIN", lambda _: ("\0%s\0%s" % (user, password)).encode())
            else:
                client.login(user, password)
            self.accepted += 1
            client.logout()
        except imaplib.IMAP4.error:
            self.refused += 1
            client.shutdown()

    def nameless_plain(self, user):
        """A refused AUTHENTICATE PLAIN of which the server does not log the name."""
        refused = self.refused
        self.imap(user, "wrong", "127.0.0.8", "PLAIN")
        self.nameless += self.refused - refused
        self.refused = refused

    def pop3(self, user, password, source):
        client = poplib.POP3("127.0.0.1", POP3)
        try:
            client.user(user)
            client.pass_(password)
            self.accepted += 1
        except poplib.error_proto:
            self.refused += 1
        client.quit()

    def send(self, user, password, recipients):
        client = smtplib.SMTP("127.0.0.1", SMTP, local_hostname="laptop.example.net")
        try:
            client.ehlo()
            # Not login(): it tries each method that the server knows.
            client.user, client.password = user, password
            client.auth("PLAIN", client.auth_plain)
        except smtplib.SMTPAuthenticationError:
            self.refused += 1
            client.close()
            return
        self.accepted += 1
        client.sendmail(user, recipients, "From: %s\r\nMessage-ID: <%f@example.org>\r\nSubject: hello\r\n\r\nhello\r\n"
                        % (user, time.time()))
        client.quit()
        self.messages += 1
        self.reports += sum(1 for one in recipients if one.startswith("nobody"))


def imap_and_pop3(done):
    for _ in range(3):
        done.imap("anna@example.org", PEOPLE["anna@example.org"], "127.0.0.7")
    done.imap("ben@example.org", PEOPLE["ben@example.org"], "127.0.0.8", "PLAIN")
    done.pop3("ben@example.org", PEOPLE["ben@example.org"], "127.0.0.8")
    done.imap("anna@example.org", "wrong", "127.0.0.7")
    done.imap("anna@example.org", "wrong-too", "127.0.0.9")
    done.pop3("ben@example.org", "wrong", "127.0.0.8")
    done.imap("nobody-here@example.org", "wrong", "127.0.0.9")


def sending(done):
    done.send("anna@example.org", "right-1", ["carol@example.net"])
    done.send("anna@example.org", "right-1", ["carol@example.net", "dave@example.net", "erin@example.net"])
    done.send("ben@example.org", "right-2", ["nobody@example.net", "carol@example.net"])
    done.send("ben@example.org", "wrong", [])
    done.send("anna@example.org", "wrong", [])
    done.send("stranger@example.org", "wrong", [])


def dovecot_conf(root, ports):
    root.folder("run/dovecot", "root")
    root.folder("home/vmail", "vmail")
    root.folder("var/spool/postfix/private", "postfix", 0o700)
    root.write("etc/dovecot/users", "".join("%s:{PLAIN}%s::::::\n" % one for one in PEOPLE.items()))
    root.write("etc/dovecot/masters", "admin:{PLAIN}master-1::::::\n")
    root.write("etc/dovecot/test.conf", """
protocols = imap pop3
listen = 127.0.0.1
base_dir = /run/dovecot
auth_verbose = yes
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_master_user_separator = *
auth_username_chars =
auth_failure_delay = 1 secs
ssl = no
mail_location = maildir:/home/vmail/%%u
default_internal_user = dovecot
default_login_user = dovenull
passdb {
  driver = passwd-file
  args = /etc/dovecot/masters
  master = yes
  result_success = continue
}
passdb {
  driver = passwd-file
  args = username_format=%%u /etc/dovecot/users
}
userdb {
  driver = static
  args = uid=vmail gid=vmail home=/home/vmail/%%u allow_all_users=yes
}
service stats {
  unix_listener stats-writer {
    mode = 0666
  }
}
service imap-login {
  inet_listener imap {
    port = %d
  }
  inet_listener imaps {
    port = 0
  }
}
service pop3-login {
  inet_listener pop3 {
    port = %d
  }
  inet_listener pop3s {
    port = 0
  }
}
service auth {
  unix_listener /var/spool/postfix/private/auth {
    mode = 0666
  }
}
""" % ports)


def dovecot(root, done):
    dovecot_conf(root, (IMAP, POP3))
    root.start("/usr/sbin/dovecot", "-F", "-c", "/etc/dovecot/test.conf")
    wait_for(IMAP)
    wait_for(POP3)
    imap_and_pop3(done)
    # An administrator as ben: the log tells that, but not who; no habit of ben's, and not counted.
    accepted = done.accepted
    done.imap("ben@example.org*admin", "master-1", "127.0.0.9", "PLAIN")
    done.accepted = accepted
    time.sleep(3)


def postfix(root, done):
    dovecot_conf(root, (30144, 30111))
    for name in "active bounce corrupt defer deferred flush hold incoming saved trace".split():
        root.folder("var/spool/postfix/" + name, "postfix", 0o700)
    root.folder("var/spool/postfix", "root")
    root.folder("var/spool/postfix/pid", "root")
    root.folder("var/spool/postfix/public", "postfix", 0o710, 908)
    root.folder("var/spool/postfix/maildrop", "postfix", 0o730, 908)
    root.folder("var/lib/postfix", "postfix", 0o700)
    root.write("etc/postfix/main.cf", """compatibility_level = 3.6
queue_directory = /var/spool/postfix
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
data_directory = /var/lib/postfix
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.example.org
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mydestination =
alias_maps =
disable_dns_lookups = yes
relayhost = [127.0.0.1]:%d
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_recipient_restrictions = permit_sasl_authenticated, reject
""" % SINK)
    services = """127.0.0.1:%d inet n - n - - smtpd -o syslog_name=postfix/submission
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
scache unix - - n - 1 scache
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
"""
    root.write("etc/postfix/master.cf", services % SMTP)
    root.start("/usr/sbin/dovecot", "-F", "-c", "/etc/dovecot/test.conf")
    wait_for(30144)
    root.start("/usr/lib/postfix/sbin/master", "-c", "/etc/postfix", "-d")
    wait_for(SMTP)
    sending(done)
    time.sleep(5)


def exim(root, done):
    shutil.rmtree(root.at("var/log/exim4"), ignore_errors=True)
    root.folder("var/log/exim4", "Debian-exim")
    root.folder("var/spool/exim4", "Debian-exim")
    root.write("etc/exim4/exim4.conf", """exim_user = Debian-exim
exim_group = Debian-exim
primary_hostname = mx.example.org
log_file_path = /var/log/exim4/%%slog
spool_directory = /var/spool/exim4
acl_smtp_rcpt = relay
keep_environment =
add_environment =
host_lookup =
rfc1413_query_timeout = 0s
begin acl
relay:
  accept authenticated = *
  deny
begin routers
sink:
  driver = manualroute
  domains = ! example.org
  transport = out
  route_list = * 127.0.0.1
  self = send
  host_find_failed = defer
gone:
  driver = redirect
  allow_fail
  data = :blackhole:
begin transports
out:
  driver = smtp
  port = %d
  hosts_try_fastopen =
  allow_localhost
begin authenticators
plain_login:
  driver = plaintext
  public_name = PLAIN
  server_condition = ${if eq{$auth3}{${lookup{$auth2}lsearch{/etc/exim4/users}}}}
  server_set_id = $auth2
""" % SINK, owner="root")
    root.write("etc/exim4/users", "".join("%s: %s\n" % one for one in PEOPLE.items()))
    root.start("/usr/sbin/exim4", "-C", "/etc/exim4/exim4.conf", "-bdf", "-q5s", "-oX", "127.0.0.1.%d" % SMTP)
    wait_for(SMTP)
    sending(done)
    time.sleep(8)


def cyrus(root, done):
    for folder in ["var/lib/cyrus", "var/spool/cyrus", "var/spool/cyrus/mail", "run/cyrus", "run/cyrus/proc", "run/cyrus/lock",
                   "run/cyrus/socket", "var/lib/cyrus/db", "var/lib/cyrus/socket", "var/lib/cyrus/proc", "var/lib/cyrus/log"]:
        root.folder(folder, "cyrus", 0o755, 8)
    root.write("etc/imapd.conf", """configdirectory: /var/lib/cyrus
proc_path: /run/cyrus/proc
mboxname_lockpath: /run/cyrus/lock
defaultpartition: default
partition-default: /var/spool/cyrus/mail
virtdomains: userid
defaultdomain: default.example
servername: mx
admins: cyrus
allowplaintext: yes
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_mech_list: PLAIN
syslog_prefix: cyrus
""")
    root.write("etc/cyrus.conf", """START {
  recover cmd="/usr/sbin/cyrus ctl_cyrusdb -r"
}
SERVICES {
  imap cmd="/usr/lib/cyrus/bin/imapd -U 30" listen="127.0.0.1:%d" prefork=0 proto=tcp4
  pop3 cmd="/usr/lib/cyrus/bin/pop3d -U 30" listen="127.0.0.1:%d" prefork=0 proto=tcp4
}
EVENTS {
}
""" % (IMAP, POP3))
    root.write("etc/cyrus.conf", open(root.at("etc/cyrus.conf")).read().replace("/usr/sbin/cyrus ctl", "/usr/lib/cyrus/bin/ctl"))
    for user, password in PEOPLE.items():
        name, domain = user.split("@")
        root.run("/usr/sbin/saslpasswd2", "-p", "-c", "-u", domain, name, input=password.encode())
    os.chmod(root.at("etc/sasldb2"), 0o644)
    root.start("/usr/lib/cyrus/bin/master")
    wait_for(IMAP)
    wait_for(POP3)
    imap_and_pop3(done)
    done.imap("ben@example.org", "wrong", "127.0.0.8", "PLAIN")
    done.nameless_plain("nobody-here@example.org")
    time.sleep(4)


def courier(root, done):
    root.folder("run/courier", "courier")
    root.folder("run/courier/authdaemon", "courier")
    rows = []
    for user, password in PEOPLE.items():
        home = "home/vmail/" + user
        for part in ["", "/Maildir", "/Maildir/cur", "/Maildir/new", "/Maildir/tmp"]:
            root.folder(home + part, "vmail")
        rows.append("%s\tuid=903|gid=903|home=/%s|systempw=%s\n" % (user, home, hashed(password)))
    root.write("etc/courier/authdaemonrc", """authmodulelist="authuserdb"
authmodulelistorig="authuserdb"
daemons=1
authdaemonvar=/run/courier/authdaemon
DEBUG_LOGIN=0
DEFAULTOPTIONS=""
""", 0o644, "courier")
    for name, unwanted in [("userdb", r"\|systempw=.*"), ("userdbshadow", r"uid=.*\|")]:
        root.run("/usr/lib/courier/courier-authlib/makedatprog", "-", "/etc/courier/tmp", "/etc/courier/%s.dat" % name,
                 input=(re.sub(unwanted, "", "".join(rows)) + ".\n").encode())
        os.chown(root.at("etc/courier/%s.dat" % name), USERS["courier"], USERS["courier"])
    settings = dict(os.environ, MAILDIRPATH="Maildir", IMAP_CAPABILITY="IMAP4rev1 AUTH=PLAIN", IMAP_TLS_REQUIRED="0",
                    AUTHMODULES="authdaemon", TCPD_DEBUG="0", POP3AUTH="PLAIN", IMAP_EMPTYTRASH="", MAILDIR="Maildir",
                    IMAPLOGINTAG="", POP3_TLS_REQUIRED="0", IMAP_CHECK_ALL_FOLDERS="0", IMAP_USELOCKS="0", PATH="/usr/sbin:/usr/bin:/sbin:/bin",
                    IMAPDSTARTTLS="NO", AUTH_PLAIN="1")
    root.start("/usr/lib/courier/courier-authlib/authdaemond", environment=settings)
    time.sleep(1)
    root.start("/usr/sbin/couriertcpd", "-address=127.0.0.1", "-stderrlogger=/usr/sbin/courierlogger", "-stderrloggername=imapd",
               "-nodnslookup", "-noidentlookup", str(IMAP), "/usr/lib/courier/courier/imaplogin", "/usr/bin/imapd", "Maildir",
               environment=settings)
    root.start("/usr/sbin/couriertcpd", "-address=127.0.0.1", "-stderrlogger=/usr/sbin/courierlogger", "-stderrloggername=pop3d",
               "-nodnslookup", "-noidentlookup", str(POP3), "/usr/lib/courier/courier/courierpop3login",
               "/usr/lib/courier/courier/courierpop3d", "Maildir", environment=settings)
    wait_for(IMAP)
    wait_for(POP3)
    imap_and_pop3(done)
    done.nameless_plain("ben@example.org")
    time.sleep(6)


def imported(jar, log):
    run = subprocess.run(["java", "-jar", jar, "store", "import", "--dry-run", log], capture_output=True, text=True)
    said = run.stdout
    if run.stderr:
        raise SystemExit(run.stderr)

    def count(pattern):
        found = re.search(pattern + r"(\d+)", said)
        return int(found.group(1)) if found else 0
    nameless = re.search(r"passed over: (\d+): the line does not tell the user's name", said)
    return said, [count("logins accepted: "), count("logins refused: "), int(nameless.group(1)) if nameless else 0,
                  count("messages: "), count("reports: ")]


def version(root, package):
    for deb in os.listdir(root.debs):
        if deb.startswith(package + "_"):
            return deb.split("_")[1].replace("%3a", ":")
    return "?"


def main():
    jar = os.path.abspath(sys.argv[1])
    folder = sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp()
    only = sys.argv[3:]
    os.makedirs(folder, exist_ok=True)
    root = Root(folder)
    sink()
    differs = False
    print("done/imported      accepted  refused  refused without a name  messages  reports")
    for server, package in [(dovecot, "dovecot-core"), (postfix, "postfix"), (exim, "exim4-daemon-light"),
                            (cyrus, "cyrus-imapd"), (courier, "courier-imap")]:
        if only and server.__name__ not in only:
            continue
        log = os.path.join(folder, server.__name__ + ".log")
        syslog = Syslog(root, log)
        done = Done()
        try:
            server(root, done)
        finally:
            root.stop()
            syslog.open = False
        if server is exim:
            shutil.copy(root.at("var/log/exim4/mainlog"), log)
        wanted = [done.accepted, done.refused, done.nameless, done.messages, done.reports]
        said, got = imported(jar, log)
        differs |= wanted != got
        print("%-18s %s  %s %s" % (server.__name__, "".join("%12s" % ("%d/%d" % one) for one in zip(wanted, got)), package,
                                   version(root, package)))
        print("".join("    " + line + "\n" for line in said.splitlines()))
    sys.exit(1 if differs else 0)


if __name__ == "__main__":
    main()
