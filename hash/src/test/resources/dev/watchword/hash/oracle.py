"""Answers questions, one a line: a function's name and its arguments behind tabs, bytes in hex digits.

A second implementation of what crypt(3) of the test machine cannot judge. It takes digests, HMAC and PBKDF2 from hashlib
(OpenSSL), Argon2 from the reference library, phpass and others from passlib; only what none of them has is written here.
"""

import base64
import hashlib
import hmac
import stringprep
import sys
import unicodedata

DIGITS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def digest(name, *parts):
    state = hashlib.new(name)
    for part in parts:
        state.update(part)
    return state.digest()


def stretched(pattern, length):
    return (pattern * (length // len(pattern) + 1))[:length]


def sha_crypt(name, password, salt, rounds):
    inner = digest(name, password, salt, password)
    parts = [password, salt, stretched(inner, len(password))]
    bits = len(password)
    while bits:
        parts.append(inner if bits & 1 else password)
        bits >>= 1
    state = digest(name, *parts)
    p = stretched(digest(name, password * len(password)), len(password))
    s = stretched(digest(name, salt * (16 + state[0])), len(salt))
    for i in range(rounds):
        odd = i & 1
        state = digest(name, p if odd else state, s if i % 3 else b"", p if i % 7 else b"", state if odd else p)
    return state


def printed_256(state):
    text = ""
    columns = [0, 10, 20]
    for row in range(10):
        a, b, c = (state[column + row] for column in columns)
        text += printed(a << 16 | b << 8 | c, 4)
        columns = columns[2:] + columns[:2]
    return text + printed(state[31] << 8 | state[30], 3)


def printed(number, digits):
    text = ""
    for _ in range(digits):
        text += DIGITS[number & 63]
        number >>= 6
    return text


def sm3crypt(password, salt, rounds):
    return printed_256(sha_crypt("sm3", bytes.fromhex(password), salt.encode("ascii"), int(rounds)))


def caching_sha2(password, salt, rounds):
    return printed_256(sha_crypt("sha256", bytes.fromhex(password), bytes.fromhex(salt), int(rounds)))


def six_bits(data):
    text = ""
    for at in range(0, len(data), 3):
        group = data[at : at + 3]
        text += printed(int.from_bytes(group, "little"), len(group) + 1)
    return text


def six_bits_read(text):
    data = b""
    for at in range(0, len(text), 4):
        group = text[at : at + 4]
        number = sum(DIGITS.index(char) << 6 * i for i, char in enumerate(group))
        data += number.to_bytes(len(group) * 3 // 4, "little")
    return data


def sm3_yescrypt(password, setting, yescrypt):
    """The last argument is what crypt(3) prints of yescrypt."""
    counted = setting[: len(setting) - 3].encode("ascii")
    inner = hmac.new(counted, digest("sm3", bytes.fromhex(password)), "sm3").digest()
    return setting + six_bits(hmac.new(six_bits_read(yescrypt), inner, "sm3").digest())


def mysql_native(password):
    from passlib.hash import mysql41

    return mysql41.hash(bytes.fromhex(password))


def mysql_old(password):
    from passlib.hash import mysql323

    return mysql323.hash(bytes.fromhex(password))


P = 2**255 - 19
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    x1, y1, z1, t1 = a
    x2, y2, z2, t2 = b
    e = (y1 - x1) * (y2 - x2) % P
    f = (y1 + x1) * (y2 + x2) % P
    g = 2 * t1 * t2 * D % P
    h = 2 * z1 * z2 % P
    return ((f - e) * (h - g) % P, (h + g) * (f + e) % P, (h - g) * (h + g) % P, (f - e) * (f + e) % P)


def base_point():
    y = 4 * pow(5, P - 2, P) % P
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if x & 1:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = base_point()


def ed25519_public(secret):
    """RFC 8032, section 5.1.5, for a secret of any length."""
    number = bytearray(hashlib.sha512(secret).digest()[:32])
    number[0] &= 248
    number[31] = number[31] & 127 | 64
    scalar = int.from_bytes(number, "little")
    point, power = (0, 1, 1, 0), BASE
    while scalar:
        if scalar & 1:
            point = add(point, power)
        power = add(power, power)
        scalar >>= 1
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def mariadb_ed25519(password):
    return base64.b64encode(ed25519_public(bytes.fromhex(password))).decode().rstrip("=")


def mariadb_parsec(password, salt, factor):
    salt = bytes.fromhex(salt)
    seed = hashlib.pbkdf2_hmac("sha512", bytes.fromhex(password), salt, 1024 << int(factor), 32)
    public = base64.b64encode(ed25519_public(seed)).decode().rstrip("=")
    return f"P{factor}:{base64.b64encode(salt).decode()}:{public}"


def argon2(kind, version, memory, passes, lanes, salt, length, password):
    from argon2.low_level import Type, hash_secret_raw

    raw = hash_secret_raw(
        bytes.fromhex(password),
        bytes.fromhex(salt),
        int(passes),
        int(memory),
        int(lanes),
        int(length),
        {"argon2d": Type.D, "argon2i": Type.I, "argon2id": Type.ID}[kind],
        int(version),
    )
    return raw.hex()


def phpass(password, salt, log2):
    from passlib.hash import phpass as scheme

    return scheme.using(salt=salt, rounds=int(log2)).hash(bytes.fromhex(password))


def pbkdf2(name, password, salt, iterations, length):
    return hashlib.pbkdf2_hmac(
        name, bytes.fromhex(password), bytes.fromhex(salt), int(iterations), int(length)
    ).hex()


def passlib(scheme, password, salt, rounds):
    import passlib.hash

    handler = getattr(passlib.hash, scheme)
    salt = salt if scheme.startswith("django") else bytes.fromhex(salt)
    return handler.using(salt=salt, rounds=int(rounds)).hash(bytes.fromhex(password))


def sasl_prepared(password):
    """RFC 4013 for stored text; what it refuses, and what is no UTF-8, stays as it is, as PostgreSQL has it."""
    try:
        text = password.decode("utf-8")
    except UnicodeDecodeError:
        return password
    if text.isascii():
        return password
    mapped = "".join(
        " " if stringprep.in_table_c12(char) else char
        for char in text
        if stringprep.in_table_c12(char) or not stringprep.in_table_b1(char)
    )
    text = unicodedata.ucd_3_2_0.normalize("NFKC", mapped)
    prohibited = (
        stringprep.in_table_c12,
        stringprep.in_table_c21_c22,
        stringprep.in_table_c3,
        stringprep.in_table_c4,
        stringprep.in_table_c5,
        stringprep.in_table_c6,
        stringprep.in_table_c7,
        stringprep.in_table_c8,
        stringprep.in_table_c9,
        stringprep.in_table_a1,
    )
    if not text or any(table(char) for char in text for table in prohibited):
        return password
    if any(stringprep.in_table_d1(char) for char in text):
        ends = stringprep.in_table_d1(text[0]) and stringprep.in_table_d1(text[-1])
        if not ends or any(stringprep.in_table_d2(char) for char in text):
            return password
    return text.encode("utf-8")


def scram(name, password, salt, iterations):
    salted = hashlib.pbkdf2_hmac(name, sasl_prepared(bytes.fromhex(password)), bytes.fromhex(salt), int(iterations))
    stored = digest(name, hmac.new(salted, b"Client Key", name).digest())
    server = hmac.new(salted, b"Server Key", name).digest()
    return f"{base64.b64encode(stored).decode()}:{base64.b64encode(server).decode()}"


def mongodb(password, user, salt, iterations):
    prepared = hashlib.md5(user.encode() + b":mongo:" + bytes.fromhex(password)).hexdigest()
    return scram("sha1", prepared.encode().hex(), salt, iterations)


def postgres_md5(password, user):
    return "md5" + hashlib.md5(bytes.fromhex(password) + user.encode()).hexdigest()


def rabbitmq(name, password, salt):
    salt = bytes.fromhex(salt)
    return base64.b64encode(salt + digest(name, salt, bytes.fromhex(password))).decode()


def main():
    functions = globals()
    for line in sys.stdin:
        name, *arguments = line.rstrip("\n").split("\t")
        print(functions[name](*arguments))


main()
