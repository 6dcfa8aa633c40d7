"""Whether a public address leads to this machine or its neighbours. `guard` cannot tell that from the address.

Many machines have a public address, and so may all machines in an office or a rack. A stranger's server sees that
address, and could name it, or the one beside it. So the system is asked from which address it would connect, and on
which networks its interfaces are. Linux says both (rtnetlink, RFC 3549). Elsewhere the networks are guessed from the
address that it would connect from: its /24 in IPv4, its /64 in IPv6.

The address that a router shows to the world (NAT) is not known here: it belongs to the router, not to this machine.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from mkdocs_reciprocity.network.guard import Refused, behind_nat64

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

GUESSED = {4: 24, 6: 64}
"""Bits of a network's prefix, by version of IP, for systems that do not tell."""

_GETADDR, _DUMP = 22, 0x301  # RTM_GETADDR; NLM_F_REQUEST | NLM_F_DUMP
_ERROR, _DONE, _NEWADDR = 2, 3, 20
_ADDRESS, _LOCAL = 1, 2  # IFA_ADDRESS: of the network, or of the other end of a line; IFA_LOCAL: the own one on a line
_SECONDS = 1.0  # the kernel answers at once


def refuse(sock: socket.socket) -> None:
    """Stops if the other end of a connected socket is this machine, or on one of its networks.

    Connecting a datagram socket sends nothing, so this can be asked even before a connection is made.

    Raises:
        Refused: it is.
        OSError: the socket is not connected any more.
    """
    here, there = (ip_address(str(end[0]).partition("%")[0]) for end in (sock.getsockname(), sock.getpeername()))
    if is_near(there, here, networks()):
        raise Refused(
            "the address is this machine's, or in a network of this machine; put the host into `allow_hosts` if it may "
            "be asked"
        )


def is_near(there: Address, here: Address, known: Sequence[Network]) -> bool:
    """Whether ``there`` is this machine or on one of its networks.

    Args:
        there: where a connection would lead.
        here: where it would come from.
        known: the networks of all interfaces; empty if the system does not tell.
    """
    guessed = ip_network((here, GUESSED[here.version]), strict=False)
    nets = known or (guessed,)
    return any(one == here or any(one in net for net in nets) for one in {there, behind_nat64(there)})


def networks() -> tuple[Network, ...]:
    """The networks of this machine's interfaces, and its own addresses; empty if the system does not tell."""
    if not hasattr(socket, "AF_NETLINK"):
        return ()
    try:
        return tuple(dict.fromkeys(net for message in _dump() for net in _of(message)))
    except (OSError, struct.error):  # a sandbox that has no netlink
        return ()


def _dump() -> Iterator[bytes]:
    """The kernel's message on each address of each interface, without its header."""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as sock:
        sock.settimeout(_SECONDS)
        sock.sendto(struct.pack("=IHHIIB3x", 20, _GETADDR, _DUMP, 1, 0, socket.AF_UNSPEC), (0, 0))
        while True:
            answer = sock.recv(1 << 16)
            while answer:
                length, kind = struct.unpack_from("=IH", answer)
                if kind in {_DONE, _ERROR} or length < 16:
                    return
                if kind == _NEWADDR:
                    yield answer[16:length]
                answer = answer[_aligned(length) :]


def _of(message: bytes) -> Iterator[Network]:
    """The networks in one message: that of the interface; if it is a line to a single machine, the own address too."""
    family, bits = message[0], message[1]
    if family not in {socket.AF_INET, socket.AF_INET6} or not bits:
        return
    if family == socket.AF_INET6 and bits == 128:
        bits = GUESSED[6]  # of DHCP (RFC 8415): the network's prefix comes from the router
    rest = message[8:]
    while len(rest) >= 4:
        length, kind = struct.unpack_from("=HH", rest)
        if kind == _ADDRESS:
            yield ip_network((rest[4:length], bits), strict=False)
        elif kind == _LOCAL:
            yield ip_network(rest[4:length])
        rest = rest[max(_aligned(length), 4) :]


def _aligned(length: int) -> int:
    return (length + 3) & ~3
