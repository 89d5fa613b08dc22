"""examples/terraform-hook against the emulator, with the real publisher: who is told what, and when traffic moves."""

import json
import unittest

import boto3
from answers import LoadBalancer, Request
from emulator import TERRAFORM, Emulator, Workspace

JAR = TERRAFORM.parent / "publisher" / "target" / "publisher.jar"

CONFIGURATION = """
app: shop
site: {title: Shop}
target: {directory: {path: page}}
"""

# Notes what the public gets at the moment of each call, then does it.
PUBLISHER = """#!/bin/sh
set -eu
hosts=$(aws elbv2 describe-rules --listener-arn "$LISTENER" --query 'Rules[?!IsDefault].Conditions[0].HostHeaderConfig.Values[0]' --output text | sort -u | xargs)
echo "$1 ${hosts:-none}" >>calls.txt
exec java -jar "$JAR" "$@"
"""


class Hook(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.emulator = Emulator()
        cls.addClassCleanup(cls.emulator.close)
        cls.workspace = Workspace(cls.emulator, "examples/terraform-hook")
        cls.addClassCleanup(cls.workspace.close)
        cls.elbv2 = boto3.client("elbv2", "us-east-1", endpoint_url=cls.emulator.url, aws_access_key_id="t", aws_secret_access_key="t")
        cls.addClassCleanup(cls.elbv2.close)
        ec2 = boto3.client("ec2", "us-east-1", endpoint_url=cls.emulator.url, aws_access_key_id="t", aws_secret_access_key="t")
        subnets = [subnet["SubnetId"] for subnet in ec2.describe_subnets()["Subnets"][:2]]
        ec2.close()
        balancer = cls.elbv2.create_load_balancer(Name="shop", Subnets=subnets)["LoadBalancers"][0]["LoadBalancerArn"]
        answer = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "200", "MessageBody": "the application"}}]
        cls.listener = cls.elbv2.create_listener(LoadBalancerArn=balancer, Protocol="HTTP", Port=80, DefaultActions=answer)[
            "Listeners"
        ][0]["ListenerArn"]
        (cls.workspace.root / "interlude.yaml").write_text(CONFIGURATION)
        (cls.workspace.root / "publisher").write_text(PUBLISHER)
        (cls.workspace.root / "publisher").chmod(0o755)
        cls.workspace.environment.update(LISTENER=cls.listener, JAR=str(JAR))

    def apply(self, *, maintenance_mode, publisher="./publisher", **options):
        self.workspace.variables({"maintenance_mode": maintenance_mode, "listener_arn": self.listener, "publisher": publisher})
        return self.workspace.apply(**options)

    def calls(self):
        """What the publisher was called with since the last look, and the hosts that were switched at that moment."""
        log = self.workspace.root / "calls.txt"
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines

    def phase(self):
        return json.loads((self.workspace.root / "page" / "state.json").read_text())["phase"]

    def status(self):
        return LoadBalancer(self.elbv2, self.listener).answer(Request("shop.example.com", "203.0.113.7")).status

    def test_1_off_from_the_beginning(self):
        self.apply(maintenance_mode=False)
        self.assertEqual(self.calls(), ["complete interlude-off.invalid"])
        self.assertEqual(self.status(), 200)

    def test_2_a_publisher_that_fails_stops_the_deployment_before_traffic_moves(self):
        done = self.apply(maintenance_mode=True, publisher="false", expected=(1,))
        self.assertIn("local-exec provisioner error", done.stdout)
        self.assertEqual(self.status(), 200)

    def test_3_the_same_command_again_tells_people_first_and_then_moves_traffic(self):
        self.apply(maintenance_mode=True)
        self.assertEqual(self.calls(), ["publish interlude-off.invalid", "start interlude-off.invalid"])
        self.assertEqual(self.phase(), "in_progress")
        self.assertEqual(self.status(), 503)

    def test_4_another_deployment_tells_nobody_again(self):
        self.apply(maintenance_mode=True)
        self.assertEqual(self.calls(), [])
        self.assertEqual(self.status(), 503)

    def test_5_off_brings_traffic_back_and_then_people(self):
        self.apply(maintenance_mode=False)
        self.assertEqual(self.calls(), ["complete interlude-off.invalid"])
        self.assertEqual(self.phase(), "completed")
        self.assertEqual(self.status(), 200)

    def test_6_the_flag_alone_counts(self):
        self.workspace.shell("aws ssm put-parameter --region us-east-1 --name /interlude/shop/maintenance --overwrite --value on")
        self.apply(maintenance_mode=False)
        self.assertEqual(self.calls(), ["publish interlude-off.invalid", "start interlude-off.invalid"])
        self.assertEqual(self.status(), 503)


if __name__ == "__main__":
    unittest.main(failfast=True, verbosity=2)
