"""The emulator does a call once, however often a client that missed the answer sends it."""

import unittest

import boto3
from emulator import Emulator


class OnceEach(unittest.TestCase):
    def setUp(self):
        self.emulator = Emulator()
        self.addCleanup(self.emulator.close)
        self.wafv2 = boto3.client("wafv2", "us-east-1", endpoint_url=self.emulator.url, aws_access_key_id="t", aws_secret_access_key="t")
        self.addCleanup(self.wafv2.close)

    def create(self):
        visibility = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "shop"}
        group = self.wafv2.create_rule_group(Name="shop", Scope="CLOUDFRONT", Capacity=1, VisibilityConfig=visibility)
        return group["Summary"]["Id"]

    def test_a_creation_that_is_sent_again_is_answered_again(self):
        def under_one_id(request, **_):
            request.headers["amz-sdk-invocation-id"] = "one"

        self.wafv2.meta.events.register("before-send.wafv2", under_one_id)
        self.assertEqual(self.create(), self.create())

    def test_a_second_creation_is_a_duplicate(self):
        self.create()
        with self.assertRaisesRegex(Exception, "WafV2DuplicateItem"):
            self.create()


if __name__ == "__main__":
    unittest.main(failfast=True, verbosity=2)
