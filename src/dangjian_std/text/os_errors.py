"""Errors of the operating system, in Chinese."""

from __future__ import annotations

import errno

_SAID = {
    "是文件，不是文件夹": "EEXIST ENOTDIR",
    "是文件夹，不是文件": "EISDIR",
    "文件夹里还有东西": "ENOTEMPTY",
    "没有这个文件或文件夹": "ENOENT",
    "磁盘满了": "ENOSPC",
    "磁盘配额用完了": "EDQUOT",
    "文件太大": "EFBIG",
    "没有权限": "EACCES EPERM",
    "只读": "EROFS",
    "名字太长": "ENAMETOOLONG",
    "打开的文件太多": "EMFILE ENFILE",
    "内存不够": "ENOMEM",
    "读写出错，可能是磁盘坏了": "EIO",
    "正被别的程序使用": "EBUSY ETXTBSY",
    "不在同一个磁盘上": "EXDEV",
    "链接绕成了圈": "ELOOP",
    "名字或者操作不被接受": "EINVAL EILSEQ",
    "这个磁盘不支持": "ENOTSUP EOPNOTSUPP ENOSYS",
    "不能运行": "ENOEXEC",
    "进程太多": "EAGAIN",
    "接收的一方已经关闭": "EPIPE ECONNRESET",
    "网络磁盘断开了": "ESTALE ENOTCONN ETIMEDOUT EHOSTDOWN",
    "没有这个设备": "ENXIO ENODEV",
}
"""What we say, and the names of the errors it is said of. Not every system knows each of them."""
REASON_OF_ERRNO = {
    number: said
    for said, names in _SAID.items()
    for name in names.split()
    if (number := getattr(errno, name, None)) is not None
}


def reason(error: OSError) -> str:
    """Return an error of the system in Chinese; a rare one keeps the name that manuals list it under."""
    number = error.errno or 0
    return REASON_OF_ERRNO.get(number) or f"系统错误 {errno.errorcode.get(number, type(error).__name__)}"
