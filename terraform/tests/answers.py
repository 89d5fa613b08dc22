"""What AWS would answer to a request, from the configuration that its API gives back.

The rules are AWS's own, as far as the switches use them. What they do not use raises an error instead of passing.
"""

import fnmatch
import ipaddress
import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Request:
    """A request as an edge sees it: header names in lower case."""

    host: str
    source: str
    path: str = "/"
    headers: dict = field(default_factory=dict)
    method: str = "GET"

    def header(self, name):
        return self.host if name == "host" else self.headers.get(name)


@dataclass(frozen=True)
class Answer:
    """Forwarded to `target`, or answered at the edge with status, headers and body."""

    status: int | None = None
    headers: dict = field(default_factory=dict)
    body: bytes | None = None
    target: str | None = None


def within(source, networks):
    address = ipaddress.ip_address(source)
    return any(address in ipaddress.ip_network(network) for network in networks)


class LoadBalancer:
    """A listener: rules in the order of their priority, then the default action."""

    def __init__(self, elbv2, listener):
        self.rules = elbv2.describe_rules(ListenerArn=listener)["Rules"]

    def answer(self, request):
        numbered = sorted((rule for rule in self.rules if not rule["IsDefault"]), key=lambda rule: int(rule["Priority"]))
        default = [rule for rule in self.rules if rule["IsDefault"]]
        for rule in numbered + default:
            values = [value for condition in rule["Conditions"] for value in self._values(condition)]
            wildcards = sum(value.count("*") + value.count("?") for value in values)
            if len(values) > 5 or wildcards > 5:
                raise AssertionError(f"rule {rule['Priority']} has {len(values)} values and {wildcards} wildcards, and AWS evaluates five")
            if all(self._matches(condition, request) for condition in rule["Conditions"]):
                return self._act(rule["Actions"][0])
        raise AssertionError("a listener has a default action")

    @staticmethod
    def _values(condition):
        return next(value["Values"] for key, value in condition.items() if key.endswith("Config") and value.get("Values"))

    def _matches(self, condition, request):
        values = self._values(condition)
        match condition["Field"]:
            case "host-header":
                return any(fnmatch.fnmatchcase(request.host.lower(), value.lower()) for value in values)
            case "path-pattern":
                return any(fnmatch.fnmatchcase(request.path, value) for value in values)
            case "source-ip":
                return within(request.source, values)
            case "http-header":
                given = request.header(condition["HttpHeaderConfig"]["HttpHeaderName"].lower())
                return given is not None and any(fnmatch.fnmatchcase(given.lower(), value.lower()) for value in values)
        raise AssertionError(f"unknown condition {condition}")

    @staticmethod
    def _act(action):
        if action["Type"] == "forward":
            groups = action.get("ForwardConfig", {}).get("TargetGroups", [])
            return Answer(target=action.get("TargetGroupArn") or groups[0]["TargetGroupArn"])
        fixed = action["FixedResponseConfig"]
        return Answer(
            status=int(fixed["StatusCode"]),
            headers={"content-type": fixed["ContentType"]} if "ContentType" in fixed else {},
            body=fixed.get("MessageBody", "").encode(),
        )


class Firewall:
    """A web ACL: rules in the order of their priority; count goes on, block ends."""

    CONTENT_TYPES = {"TEXT_HTML": "text/html", "APPLICATION_JSON": "application/json", "TEXT_PLAIN": "text/plain"}

    def __init__(self, wafv2, arn):
        self.wafv2 = wafv2
        self.acl = wafv2.get_web_acl(**self._place(arn))["WebACL"]

    def answer(self, request):
        blocked = self._rules(self.acl["Rules"], self.acl, request)
        if blocked:
            return blocked
        if "Allow" not in self.acl["DefaultAction"]:
            raise AssertionError("the web ACL must let pass what no rule blocks")
        return Answer(target="origin")

    def _rules(self, rules, owner, request):
        for rule in sorted(rules, key=lambda rule: rule["Priority"]):
            statement = rule["Statement"]
            if "RuleGroupReferenceStatement" in statement:
                if "None" not in rule["OverrideAction"]:
                    raise AssertionError("an overridden rule group never blocks")
                group = self.wafv2.get_rule_group(**self._place(statement["RuleGroupReferenceStatement"]["ARN"]))["RuleGroup"]
                blocked = self._rules(group["Rules"], group, request)
                if blocked:
                    return blocked
            elif "Block" in rule["Action"] and self._matches(statement, request):
                return self._custom(rule["Action"]["Block"]["CustomResponse"], owner)
        return None

    def _custom(self, response, owner):
        headers = {header["Name"].lower(): header["Value"] for header in response["ResponseHeaders"]}
        if "CustomResponseBodyKey" not in response:
            return Answer(status=response["ResponseCode"], headers=headers, body=b"")
        body = owner["CustomResponseBodies"][response["CustomResponseBodyKey"]]
        headers["content-type"] = self.CONTENT_TYPES[body["ContentType"]]
        return Answer(status=response["ResponseCode"], headers=headers, body=body["Content"].encode())

    def _matches(self, statement, request):
        ((kind, value),) = statement.items()
        match kind:
            case "AndStatement":
                if len(value["Statements"]) < 2:
                    raise AssertionError("AWS wants two statements in an and")
                return all(self._matches(inner, request) for inner in value["Statements"])
            case "OrStatement":
                if len(value["Statements"]) < 2:
                    raise AssertionError("AWS wants two statements in an or")
                return any(self._matches(inner, request) for inner in value["Statements"])
            case "NotStatement":
                return not self._matches(value["Statement"], request)
            case "IPSetReferenceStatement":
                return within(request.source, self._addresses(value["ARN"]))
            case "ByteMatchStatement":
                given, wanted = self._field(value, request), bytes(value["SearchString"]).decode()
                return {"EXACTLY": given == wanted, "CONTAINS": wanted in given}[value["PositionalConstraint"]]
            case "RegexMatchStatement":
                if len(value["RegexString"]) > 512:
                    raise AssertionError("AWS takes 512 characters")
                return re.search(value["RegexString"], self._field(value, request)) is not None
        raise AssertionError(f"unknown statement {kind}")

    def _addresses(self, arn):
        return self.wafv2.get_ip_set(**self._place(arn))["IPSet"]["Addresses"]

    @staticmethod
    def _place(arn):
        name, identity = arn.split("/")[-2:]
        return {"Name": name, "Scope": "CLOUDFRONT" if ":global/" in arn else "REGIONAL", "Id": identity}

    @staticmethod
    def _field(match, request):
        """What is looked at; AWS takes a header that is missing for an empty one."""
        if [change["Type"] for change in match["TextTransformations"]] != ["LOWERCASE"]:
            raise AssertionError("unknown transformation")
        ((kind, value),) = match["FieldToMatch"].items()
        given = {"SingleHeader": lambda: request.header(value["Name"].lower()), "Method": lambda: request.method}[kind]()
        return (given or "").lower()


class Gateway:
    """An API Gateway domain: the mapping, then the mock method of whatever path and verb."""

    def __init__(self, apigateway, domain, base_path="(none)"):
        self.apigateway = apigateway
        self.mapping = apigateway.get_base_path_mapping(domainName=domain, basePath=base_path)

    def answer(self, verb="GET"):
        api, stage = self.mapping["restApiId"], self.mapping["stage"]
        resources = self.apigateway.get_resources(restApiId=api)["items"]
        proxies = [resource for resource in resources if resource["path"] == "/{proxy+}"]
        if not proxies:
            return Answer(target=f"{api}/{stage}")
        methods = proxies[0]["resourceMethods"]
        method = verb if verb in methods else "ANY"
        place = {"restApiId": api, "resourceId": proxies[0]["id"], "httpMethod": method}
        status = "204" if method == "OPTIONS" else "503"
        response = self.apigateway.get_integration_response(**place, statusCode=status)
        declared = self.apigateway.get_method_response(**place, statusCode=status)["responseParameters"]
        headers = {}
        for name, value in response["responseParameters"].items():
            if name not in declared:
                raise AssertionError(f"API Gateway drops {name}, which the method response does not declare")
            headers[name.removeprefix("method.response.header.").lower()] = value.strip("'")
        body = response.get("responseTemplates", {}).get("application/json", "")
        return Answer(status=int(status), headers=headers, body=body.encode())

    def refused(self, kind):
        """What API Gateway says where it refuses a request before any method, such as for its content type."""
        response = self.apigateway.get_gateway_response(restApiId=self.mapping["restApiId"], responseType=kind)
        headers = {
            name.removeprefix("gatewayresponse.header.").lower(): value.strip("'")
            for name, value in response["responseParameters"].items()
        }
        body = response["responseTemplates"]["application/json"].encode()
        return Answer(status=int(response["statusCode"]), headers=headers, body=body)


class NameServer:
    """A hosted zone: the alias target of each type of a name."""

    def __init__(self, route53, zone):
        self.records = route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]

    def answer(self, name):
        return {
            record["Type"]: record["AliasTarget"]["DNSName"].rstrip(".")
            for record in self.records
            if record["Name"].rstrip(".") == name
        }
