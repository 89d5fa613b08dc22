"""moto_server on a free loopback port, and Terraform against it."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

TERRAFORM = Path(__file__).resolve().parent.parent


class Emulator:
    """An AWS of our own: started, asked for its port, ended by its own process id."""

    def __init__(self):
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVER], stdout=subprocess.PIPE, stderr=self.log, text=True
        )
        port = self.process.stdout.readline().strip()
        if not port:
            self.log.seek(0)
            raise AssertionError(f"moto did not start:\n{self.log.read()}")
        self.url = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 60
        while True:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.url}/moto-api/", timeout=5).close()
                return
            if time.monotonic() > deadline:
                raise AssertionError("moto does not answer")
            time.sleep(0.05)

    def environment(self):
        """Dummy keys and one endpoint for all services: no request can leave this machine."""
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "TF_"))},
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_PAGER": "",
            "TF_IN_AUTOMATION": "1",
            "CHECKPOINT_DISABLE": "1",
            "TF_CLI_CONFIG_FILE": os.devnull,
        }

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.process.stdout.close()
        self.log.seek(0)
        failed = [line for line in self.log.read().splitlines() if '" 5' in line or "Traceback" in line]
        self.log.close()
        if failed:
            raise AssertionError("the emulator itself failed, and whoever asked has asked again:\n" + "\n".join(failed))


# Port 0 of our own: moto_server wants to be told a number, which another process could take first. One request at a time,
# since moto's stores are plain dictionaries. And each call is done once: where an answer is lost, an SDK sends the same call
# again under the same id; AWS itself would know it by other means, while moto would call its own creation a duplicate.
SERVER = """
import threading
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server
from werkzeug.test import run_wsgi_app
moto, one, answers = DomainDispatcherApplication(create_backend_app), threading.Lock(), {}
def application(environ, start_response):
    call = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
    with one:
        body, status, headers = answers.get(call) or run_wsgi_app(moto, environ, buffered=True)
        if call and not status.startswith("5"):
            answers[call] = body, status, headers
    start_response(status, list(headers))
    return body
server = make_server("127.0.0.1", 0, application, threaded=True)
print(server.port, flush=True)
server.serve_forever()
"""


class Workspace:
    """A copy of terraform/ outside of the checkout, in which one root module is applied again and again."""

    def __init__(self, emulator, root):
        self.folder = Path(tempfile.mkdtemp(prefix="interlude-terraform-"))
        shutil.copytree(TERRAFORM, self.folder / "terraform", ignore=shutil.ignore_patterns(".terraform*", "*.tfstate*"))
        self.root = self.folder / "terraform" / root
        self.environment = emulator.environment()
        plugins = os.environ["INTERLUDE_TERRAFORM_PLUGINS"]
        self.run("init", "-input=false", f"-plugin-dir={plugins}")

    def variables(self, values):
        """Written as `publisher render` writes its texts, so that Terraform reads them in the same way."""
        (self.root / "given.auto.tfvars.json").write_text(json.dumps(values))

    def run(self, *arguments, expected=(0,), environment=None):
        done = subprocess.run(
            ["terraform", arguments[0], "-no-color", *arguments[1:]],
            cwd=self.root,
            env={**self.environment, **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode not in expected:
            raise AssertionError(f"terraform {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}")
        return done

    def apply(self, *arguments, **options):
        return self.run("apply", "-input=false", "-auto-approve", *arguments, **options)

    def plan(self):
        """What a plan prints; Terraform's own word, and exit code, for nothing to do is "No changes"."""
        return self.run("plan", "-input=false", "-detailed-exitcode", expected=(0, 2)).stdout

    def outputs(self):
        printed = subprocess.run(
            ["terraform", "output", "-json"], cwd=self.root, env=self.environment, check=True, capture_output=True, text=True
        ).stdout
        return {name: output["value"] for name, output in json.loads(printed).items()}

    def evaluate(self, expression):
        """What an expression of the code is worth in the state that was applied last."""
        printed = subprocess.run(
            ["terraform", "console"], cwd=self.root, env=self.environment, check=True, capture_output=True, text=True,
            input=f"jsonencode({expression})\n",
        ).stdout
        return json.loads(json.loads(printed))

    def shell(self, commands):
        """As an operator would at night: in a terminal that has another region set."""
        environment = {**self.environment, "AWS_REGION": "eu-central-1", "AWS_DEFAULT_REGION": "eu-central-1"}
        done = subprocess.run(
            ["sh", "-c", commands], cwd=self.root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        if done.returncode != 0:
            raise AssertionError(f"{commands}\nended with {done.returncode}:\n{done.stdout}")

    def close(self):
        shutil.rmtree(self.folder)
