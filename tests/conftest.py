"""What all tests share: properties without a deadline, since a busy machine is no fault; a dashboard and a browser."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect

from tests.browser import chromium, served

settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")
expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a dashboard with the shipped records."""
    with served() as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium with the network cut."""
    with chromium() as running:
        yield running
