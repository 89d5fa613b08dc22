"""The real AWS provider against the emulator: on, off, on, with a flag, a deployment and an operator in between.

The methods are one story, told in the order of their names: each begins where the one before it ended.
"""

import json
import subprocess
import tempfile
import unittest
from pathlib import Path

import boto3
from answers import Firewall, Gateway, LoadBalancer, NameServer, Request
from emulator import TERRAFORM, Emulator, Workspace

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PUBLIC = "203.0.113.7"
OFFICE_V4 = "192.0.2.5"
OFFICE_V6 = "2001:db8::77"
NEIGHBOUR_V6 = "2001:db9::77"

JAR = TERRAFORM.parent / "publisher" / "target" / "publisher.jar"
OFFICE = ["192.0.2.1/32", "192.0.2.2/32", "192.0.2.3/32", "192.0.2.4/32", "192.0.2.5/32", "2001:db8::/48"]

# Texts with what a template language, a shell, Velocity or a fixed response might trip over.
CONFIGURATION = """
app: shop
site: {title: "Shop’s ${x} %{y} #1", url: "https://maintenance.example.com/", app-url: "https://shop.example.com/"}
target: {directory: {path: page}}
"""
STATE = {
    "schema": 1,
    "app": "shop",
    "epoch": 1795212000000,
    "revision": 1,
    "updatedAt": "2026-11-20T21:30:00Z",
    "phase": "in_progress",
    "notice": {
        "id": "n",
        "startsAt": "2026-11-20T21:30:00Z",
        "title": {"en": "Wartung – “closed” for $5 #set(1)"},
        "body": {"en": "${x} %{y} 'quoted' \"twice\" <b> \\ é あ $(reboot) `reboot`\nand a line more"},
    },
}


def rendered():
    """The folder edge/ of a render: what is said, in files, and as the variables of Terraform."""
    with tempfile.TemporaryDirectory(prefix="interlude-render-") as folder:
        place = Path(folder)
        (place / "interlude.yaml").write_text(CONFIGURATION)
        (place / "state.json").write_text(json.dumps(STATE))
        subprocess.run(
            ["java", "-jar", JAR, "render", "--out", "out", "--state", "state.json"], cwd=place, check=True, capture_output=True
        )
        return {file.name: file.read_bytes() for file in (place / "out" / "edge").iterdir()}


class Switches(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.edge = rendered()
        cls.emulator = Emulator()
        cls.addClassCleanup(cls.emulator.close)
        cls.workspace = Workspace(cls.emulator, "tests/switches")
        cls.addClassCleanup(cls.workspace.close)
        session = boto3.session.Session("testing", "testing", region_name="us-east-1")
        for service in ("ec2", "elbv2", "wafv2", "apigateway", "route53", "ssm", "acm"):
            client = session.client(service, endpoint_url=cls.emulator.url)
            setattr(cls, service, client)
            cls.addClassCleanup(client.close)
        cls.make_application()

    @classmethod
    def make_application(cls):
        """What stands there before the switch comes: its listener, target groups, zone and API."""
        subnets = [subnet["SubnetId"] for subnet in cls.ec2.describe_subnets()["Subnets"][:2]]
        vpc = cls.ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
        balancer = cls.elbv2.create_load_balancer(Name="shop", Subnets=subnets)["LoadBalancers"][0]["LoadBalancerArn"]
        cls.blue, cls.green = (
            cls.elbv2.create_target_group(Name=name, Protocol="HTTP", Port=80, VpcId=vpc)["TargetGroups"][0]["TargetGroupArn"]
            for name in ("blue", "green")
        )
        not_found = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}]
        cls.listener = cls.elbv2.create_listener(
            LoadBalancerArn=balancer, Protocol="HTTP", Port=80, DefaultActions=not_found
        )["Listeners"][0]["ListenerArn"]
        cls.elbv2.create_rule(
            ListenerArn=cls.listener,
            Priority=100,
            Conditions=[{"Field": "host-header", "HostHeaderConfig": {"Values": ["shop.example.com"]}}],
            Actions=[{"Type": "forward", "TargetGroupArn": cls.blue}],
        )
        cls.zone = cls.route53.create_hosted_zone(Name="example.com", CallerReference="1")["HostedZone"]["Id"].split("/")[-1]
        cls.api = cls.apigateway.create_rest_api(name="shop")["id"]
        root = cls.apigateway.get_resources(restApiId=cls.api)["items"][0]["id"]
        place = {"restApiId": cls.api, "resourceId": root, "httpMethod": "GET"}
        cls.apigateway.put_method(**place, authorizationType="NONE")
        cls.apigateway.put_integration(**place, type="HTTP", integrationHttpMethod="GET", uri="https://shop.example.com/")
        deployment = cls.apigateway.create_deployment(restApiId=cls.api)["id"]
        cls.apigateway.create_stage(restApiId=cls.api, stageName="live", deploymentId=deployment)
        certificate = cls.acm.request_certificate(DomainName="api.example.com")["CertificateArn"]
        cls.apigateway.create_domain_name(domainName="api.example.com", certificateArn=certificate)

    def given(self, *, maintenance_mode, release="1", office=OFFICE):
        texts = self.workspace.root / "interlude.auto.tfvars.json"
        texts.write_bytes(self.edge["interlude.auto.tfvars.json"])
        self.workspace.variables({
            "maintenance_mode": maintenance_mode,
            "release": release,
            "office_addresses": office,
            "listener_arn": self.listener,
            "target_group_arn": self.blue,
            "zone_id": self.zone,
            "api_id": self.api,
        })

    def maintenance_active(self):
        switches = ("alb", "waf", "route53", "apigateway")
        return self.workspace.evaluate(f"[{', '.join(f'module.{switch}.maintenance_active' for switch in switches)}]")

    def assert_open(self):
        balancer, firewall = LoadBalancer(self.elbv2, self.listener), Firewall(self.wafv2, self.workspace.outputs()["web_acl_arn"])
        for source in (PUBLIC, OFFICE_V4, OFFICE_V6):
            for headers in ({}, BROWSER):
                request = Request("shop.example.com", source, headers=headers)
                self.assertEqual(balancer.answer(request).target, self.blue)
                self.assertEqual(firewall.answer(request).target, "origin")
        self.assertEqual(balancer.answer(Request("other.example.com", PUBLIC)).status, 404)
        self.assertEqual(Gateway(self.apigateway, "api.example.com").answer().target, f"{self.api}/live")
        self.assert_name_leads_to("shop-1.us-east-1.elb.amazonaws.com")
        self.assertEqual(self.maintenance_active(), [False] * 4)

    def assert_closed(self, office_target=None):
        self.assert_load_balancer_closed(office_target or self.blue)
        self.assert_firewall_closed()
        self.assert_gateway_closed()
        self.assert_name_leads_to("d111111abcdef8.cloudfront.net")

    def assert_load_balancer_closed(self, office_target):
        balancer = LoadBalancer(self.elbv2, self.listener)
        for source in (PUBLIC, NEIGHBOUR_V6):
            machine = balancer.answer(Request("shop.example.com", source))
            self.assertEqual((machine.status, machine.headers, machine.body), (503, {"content-type": "application/json"}, self.edge["alb.json"]))
            browser = balancer.answer(Request("shop.example.com", source, "/deep/link", BROWSER))
            self.assertEqual((browser.status, browser.headers, browser.body), (503, {"content-type": "text/html"}, self.edge["alb.html"]))
        for source in (OFFICE_V4, OFFICE_V6):
            self.assertEqual(balancer.answer(Request("shop.example.com", source)).target, office_target)
        self.assertEqual(balancer.answer(Request("other.example.com", PUBLIC)).status, 404)

    def assert_firewall_closed(self):
        firewall = Firewall(self.wafv2, self.workspace.outputs()["web_acl_arn"])
        headers = {
            "retry-after": "300",
            "cache-control": "no-store",
            "access-control-allow-origin": "*",
            "access-control-expose-headers": "Retry-After",
        }
        for source in (PUBLIC, NEIGHBOUR_V6):
            machine = firewall.answer(Request("shop.example.com", source))
            self.assertEqual((machine.status, machine.body), (503, self.edge["waf.json"]))
            self.assertEqual(machine.headers, {**headers, "content-type": "application/json"})
            browser = firewall.answer(Request("Shop.Example.com", source, "/deep/link", BROWSER))
            self.assertEqual((browser.status, browser.body), (503, self.edge["waf.html"]))
            self.assertEqual(browser.headers, {**headers, "content-type": "text/html"})
            for host in ("shop.example.com:443", "shop.example.com.", "SHOP.example.com.:8443"):
                self.assertEqual(firewall.answer(Request(host, source)).status, 503)
            preflight = firewall.answer(Request("shop.example.com", source, method="OPTIONS"))
            self.assertEqual((preflight.status, preflight.headers["access-control-allow-origin"], preflight.body), (204, "*", b""))
        for source in (OFFICE_V4, OFFICE_V6):
            self.assertEqual(firewall.answer(Request("shop.example.com", source)).target, "origin")
        for host in ("other.example.com", "shop-example.com", "shop.example.com.other.example", "a.shop.example.com"):
            self.assertEqual(firewall.answer(Request(host, PUBLIC)).target, "origin")

    def assert_gateway_closed(self):
        gateway = Gateway(self.apigateway, "api.example.com")
        body = self.edge["waf.json"].replace(b"$", b"\\u0024").replace(b"#", b"\\u0023")
        self.assertEqual(json.loads(body), json.loads(self.edge["waf.json"]))
        headers = {
            "retry-after": "300",
            "cache-control": "no-store",
            "content-type": "application/problem+json",
            "access-control-allow-origin": "*",
            "access-control-expose-headers": "Retry-After",
        }
        answers = [gateway.answer("GET"), gateway.answer("POST"), gateway.refused("DEFAULT_4XX"), gateway.refused("DEFAULT_5XX")]
        for answer in answers:
            self.assertEqual((answer.status, answer.headers, answer.body), (503, headers, body))
        preflight = gateway.answer("OPTIONS")
        self.assertEqual((preflight.status, preflight.headers["access-control-allow-origin"]), (204, "*"))

    def assert_name_leads_to(self, target):
        names = NameServer(self.route53, self.zone)
        self.assertEqual(names.answer("shop.example.com"), {"A": target, "AAAA": target})
        application = "shop-1.us-east-1.elb.amazonaws.com"
        self.assertEqual(names.answer("backdoor.example.com"), {"A": application, "AAAA": application})

    def test_1_off_lets_everyone_pass(self):
        self.given(maintenance_mode=False)
        self.workspace.apply()
        self.assert_open()

    def test_2_on_by_the_code_and_the_plan_is_clean(self):
        self.given(maintenance_mode=True)
        self.workspace.apply()
        self.assert_closed()
        self.assertEqual(self.maintenance_active(), [True] * 4)
        self.assertIn("No changes.", self.workspace.plan())

    def test_3_flip_off_refuses_while_the_code_says_on(self):
        for commands in self.workspace.outputs()["flip_off"]:
            with self.assertRaisesRegex(AssertionError, "maintenance_mode is true in the code"):
                self.workspace.shell(commands)
        self.assert_closed()

    def test_4_off_again(self):
        self.given(maintenance_mode=False)
        self.workspace.apply()
        self.assert_open()

    def test_5_flipped_by_an_operator_the_plan_has_no_changes(self):
        for commands in self.workspace.outputs()["flip_on"]:
            self.workspace.shell(commands)
        self.assert_closed()
        self.assertIn("No changes.", self.workspace.plan())

    def test_6_a_foreign_deployment_keeps_the_mode_and_the_actions_of_blue_green(self):
        for rule in self.workspace.outputs()["rules"]["bypass"]:
            self.elbv2.modify_rule(RuleArn=rule, Actions=[{"Type": "forward", "TargetGroupArn": self.green}])
        self.given(maintenance_mode=False, release="2")
        self.workspace.apply()
        self.assertEqual(self.ssm.get_parameter(Name="/shop/release")["Parameter"]["Value"], "2")
        self.assert_closed(office_target=self.green)
        self.assertEqual(self.maintenance_active(), [True] * 4)

    def test_7_flipped_off_by_an_operator_the_plan_has_no_changes(self):
        for commands in self.workspace.outputs()["flip_off"]:
            self.workspace.shell(commands)
        self.given(maintenance_mode=False, release="2")
        self.assertIn("No changes.", self.workspace.plan())
        self.workspace.apply()
        self.assert_open()

    def test_8_a_flag_alone_is_finished_by_the_next_apply(self):
        for name in ("shop-alb", "shop-waf", "shop-dns", "shop-api"):
            self.ssm.put_parameter(Name=f"/interlude/{name}/maintenance", Value="on", Overwrite=True)
        self.workspace.apply()
        self.assert_closed(office_target=self.green)
        self.assertIn("No changes.", self.workspace.plan())

    def test_9_addresses_join_and_leave_in_the_middle_of_a_maintenance(self):
        joined = ["198.51.100.0/28", "198.51.100.16/28", "198.51.100.32/28"]
        for office, status in (([*OFFICE, *joined], None), (OFFICE[:1], 503)):
            self.given(maintenance_mode=True, release="2", office=office)
            self.workspace.apply()
            balancer, firewall = LoadBalancer(self.elbv2, self.listener), Firewall(self.wafv2, self.workspace.outputs()["web_acl_arn"])
            for source in (OFFICE_V6, "198.51.100.40"):
                request = Request("shop.example.com", source)
                self.assertEqual([balancer.answer(request).status, firewall.answer(request).status], [status, status], source)
        self.assertIn("No changes.", self.workspace.plan())

    def test_a_what_the_module_refuses_never_reaches_aws(self):
        self.given(maintenance_mode=True, release="2")
        done = self.workspace.run("plan", "-input=false", "-var", "alb_body_html=" + "a" * 1025, expected=(1,))
        self.assertIn("at most 1,024 bytes", done.stdout)
        self.assertEqual(LoadBalancer(self.elbv2, self.listener).answer(Request("shop.example.com", PUBLIC)).status, 503)


if __name__ == "__main__":
    unittest.main(failfast=True, verbosity=2)
