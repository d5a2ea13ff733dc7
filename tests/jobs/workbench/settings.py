"""The settings of the suite, with the workbench among the apps."""

from academy.settings.test import *  # noqa: F403
from academy.settings.test import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.jobs.workbench"]
