"""One window a profile: the first listens on a local socket, a second start asks it to come forward."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

PATIENCE_MS = 2000


def socket_name(root: Path) -> str:
    """The name of a profile's socket, one for all names of its folder; some systems allow 100 characters."""
    return "tpmprep-" + hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:20]


def raise_first(root: Path) -> bool:
    """Asks the window that has the profile open to come forward; False when nobody answers."""
    socket = QLocalSocket()
    socket.connectToServer(socket_name(root))
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(b"raise")
    heard = socket.waitForBytesWritten(PATIENCE_MS)
    socket.disconnectFromServer()
    return heard


def listen(root: Path, window: QWidget) -> QLocalServer:
    """Comes forward whenever another start asks; the caller keeps the server."""
    server = QLocalServer(window)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    name = socket_name(root)
    if not server.listen(name):
        QLocalServer.removeServer(name)
        server.listen(name)
    server.newConnection.connect(lambda: _on_asked(server, window))
    return server


def _on_asked(server: QLocalServer, window: QWidget) -> None:
    connection = server.nextPendingConnection()
    if connection is not None:
        connection.disconnected.connect(connection.deleteLater)
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()
