"""This machine under its public address, and its neighbours: what is decided, and what really happens.

The networks are a namespace of the kernel's, where public addresses are given out as one likes and lead nowhere else.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Sequence
from ipaddress import ip_address, ip_network

import pytest

from mkdocs_reciprocity.network import own_network
from mkdocs_reciprocity.network.guard import Refused
from mkdocs_reciprocity.network.own_network import is_near, networks, refuse
from tests import needs

KNOWN = ("8.8.4.0/22", "8.8.5.5/32", "2606:4700::/48")


@pytest.mark.parametrize(
    ("there", "here", "known", "near"),
    [
        ("8.8.5.5", "8.8.5.5", KNOWN, True),
        ("8.8.7.255", "8.8.5.5", KNOWN, True),
        ("8.8.8.1", "8.8.5.5", KNOWN, False),
        ("9.9.9.9", "9.9.9.9", KNOWN, True),  # a route that is no interface's
        ("2606:4700::1111", "2606:4700::5", KNOWN, True),
        ("2606:4700:0:ffff::1", "2606:4700::5", KNOWN, True),
        ("2606:4701::1", "2606:4700::5", KNOWN, False),
        ("64:ff9b::8.8.5.9", "2606:4700::5", KNOWN, True),
        ("64:ff9b::9.9.9.9", "2606:4700::5", KNOWN, False),
        ("8.8.5.200", "8.8.5.5", (), True),
        ("8.8.6.1", "8.8.5.5", (), False),
        ("2606:4700:0:0:1::1", "2606:4700::5", (), True),
        ("2606:4700:0:1::1", "2606:4700::5", (), False),
        ("8.8.5.5", "2606:4700::5", (), False),
        ("93.184.215.14", "192.168.1.7", ("192.168.1.0/24", "127.0.0.0/8", "fe80::/64"), False),
    ],
)
def test_what_is_near(there: str, here: str, known: Sequence[str], near: bool) -> None:
    nets = [ip_network(net) for net in known]
    assert is_near(ip_address(there), ip_address(here), nets) == near


def test_a_connection_to_this_machine_is_refused() -> None:
    said = pytest.raises(Refused, match="is this machine's, or in a network of this machine")
    with socket.create_server(("127.0.0.1", 0)) as far, socket.create_connection(far.getsockname()) as near, said:
        refuse(near)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says on which networks a machine is")
def test_linux_says_on_which_networks_the_machine_is() -> None:
    assert ip_network("127.0.0.0/8") in networks()
    assert ip_network("127.0.0.1/32") in networks()


def test_a_system_that_does_not_say_is_guessed_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "AF_NETLINK", raising=False)
    assert networks() == ()


def test_a_sandbox_without_netlink_is_guessed_at(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden() -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(own_network, "_dump", forbidden)
    assert networks() == ()


# --- in a namespace

ME, ALSO_ME, NEIGHBOUR, ELSEWHERE, AS_IF_MINE = "8.8.4.5", "9.1.1.1", "8.8.4.6", "9.9.9.9", "9.7.7.7"
ME_6, NEIGHBOUR_6, ELSEWHERE_6 = "2606:4700::5", "2606:4700::6", "2606:4701::9"

SET_UP = f"""
set -e
mount -t tmpfs none /run 2>/dev/null || true
ip link set lo up
ip link add near type veth peer name far
ip netns add other 2>/dev/null
ip link set far netns other
ip addr add {ME}/24 dev near; ip -6 addr add {ME_6}/64 dev near nodad
ip addr add {ALSO_ME}/32 dev lo
ip link set near up
ip -n other link set lo up
ip -n other addr add {NEIGHBOUR}/24 dev far; ip -n other -6 addr add {NEIGHBOUR_6}/64 dev far nodad
ip -n other addr add {ELSEWHERE}/32 dev lo; ip -n other -6 addr add {ELSEWHERE_6}/128 dev lo nodad
ip -n other link set far up
ip route add default via {NEIGHBOUR}; ip -6 route add default via {NEIGHBOUR_6}
ip route add local {AS_IF_MINE}/32 dev lo
"""

ASK = r"""
import http.server, json, os, socket, subprocess, sys, threading, time

SERVE = '''
import http.server, socket, sys
class Six(http.server.ThreadingHTTPServer):
    address_family = socket.AF_INET6
class Say(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", "http://" + self.path[4:])
        else:
            self.send_response(200)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"hello")
    def log_message(self, *args):
        print(self.client_address[0], self.path, flush=True)
Six(("::", 8080), Say).serve_forever()
'''
servers = [
    subprocess.Popen([*way, sys.executable, "-c", SERVE], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    for way in ([], ["ip", "netns", "exec", "other"])
]
from tests.network.fetching import ask
def up(host):
    for _ in range(2000):
        try:
            socket.create_connection((host, 8080), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("no server at " + host)
hosts, allowed = json.loads(sys.argv[1])
up(hosts[0])
up(hosts[-1].strip("[]"))
found = {}
for host in hosts:
    found[host] = ask(f"http://{host}:8080/", allow_hosts=()).error
    found["to " + host] = ask(f"http://{hosts[-1]}:8080/to/{host}:8080/", allow_hosts=()).error
    if host in allowed:
        found["allowed " + host] = ask(f"http://{host}:8080/", allow_hosts=(host.strip("[]"),)).error
for server in servers:
    server.kill()
asked = servers[0].stdout.read().decode().split("\n") + servers[1].stdout.read().decode().split("\n")
print(json.dumps([found, asked]))
"""


@needs.program("unshare")
@needs.program("ip")
def test_neither_this_machine_nor_a_neighbour_is_asked_under_a_public_address() -> None:
    begin = ["unshare", "-rnm", "sh", "-c"]
    if subprocess.run([*begin, SET_UP], check=False, capture_output=True, timeout=30).returncode:
        pytest.skip(needs.reason("namespaces"))
    hosts = [ME, f"[{ME_6}]", ALSO_ME, AS_IF_MINE, NEIGHBOUR, f"[{NEIGHBOUR_6}]", f"[{ELSEWHERE_6}]", ELSEWHERE]
    script = f'{SET_UP}\nexec \'{sys.executable}\' -c "$1" "$2"'
    run = [*begin, script, "sh", ASK, json.dumps([hosts, [ME, f"[{NEIGHBOUR_6}]"]])]
    done = subprocess.run(run, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    found, asked = json.loads(done.stdout)
    near = {host for host in hosts if ELSEWHERE not in host and ELSEWHERE_6 not in host}
    sentence = "the address is this machine's, or in a network of this machine"
    for host in hosts:
        said = [found[host].partition(";")[0], found[f"to {host}"].partition(";")[0]]
        assert said == [sentence if host in near else ""] * 2, host
    assert found[f"allowed {ME}"] == found[f"allowed [{NEIGHBOUR_6}]"] == ""
    assert [line.split()[1] for line in asked if line and "/to/" not in line] == ["/", "/", "/", "/", "/", "/"]
