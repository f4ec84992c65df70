"""Which attempt to sign in with a passkey this browser began: minutes long, and names nobody.

It is not the session's cookie, so that who is signed in already loses nothing by trying.
"""

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

from outreach import session_cookie
from store import challenges

NAME = f"{session_cookie.NAME}-attempt"


def read() -> str:
    """The attempt's token this request carries, or nothing."""
    return request.cookies.get(session_cookie.bound_to_this_host(NAME), "")


def give(answer: ResponseReturnValue, token: str) -> Response:
    """The answer with the token in it, for as long as the challenge can be answered."""
    response = make_response(answer)
    response.set_cookie(
        session_cookie.bound_to_this_host(NAME),
        token,
        max_age=challenges.VALID_FOR,
        secure=request.is_secure,
        httponly=True,
        samesite="Strict",
    )
    return response


def remove(response: Response) -> Response:
    """The answer that takes the cookie away."""
    name = session_cookie.bound_to_this_host(NAME)
    response.delete_cookie(name, secure=request.is_secure, httponly=True, samesite="Strict")
    return response
