# Repeatable by anyone with Terraform and the AWS provider: no account, nothing is made.
mock_provider "aws" {
  override_during = plan

  mock_data "aws_region" {
    defaults = {
      id   = "eu-central-1"
      name = "eu-central-1"
    }
  }

  mock_resource "aws_wafv2_ip_set" {
    defaults = {
      arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/ipset/office/00000000-0000-4000-8000-000000000000"
    }
  }

  mock_resource "aws_wafv2_rule_group" {
    defaults = {
      arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/rulegroup/interlude-shop/00000000-0000-4000-8000-000000000000"
    }
  }

  mock_resource "aws_wafv2_web_acl" {
    defaults = {
      arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/interlude-shop/00000000-0000-4000-8000-000000000000"
    }
  }
}

variables {
  name             = "shop"
  hosts            = ["shop.example.com"]
  office_addresses = ["192.0.2.10/32", "2001:db8::/48"]
}

run "off_counts" {
  command = plan

  assert {
    condition     = output.maintenance_active == false
    error_message = "neither maintenance_mode nor the flag is on"
  }
  assert {
    condition = [for rule in aws_wafv2_rule_group.switch.rule :
      length(rule.action[0].count) == 1 && length(rule.action[0].block) == 0
    ] == [true, true, true]
    error_message = "all rules stand there and count"
  }
  assert {
    condition     = aws_wafv2_ip_set.office["IPV4"].addresses == toset(["192.0.2.10/32"]) && aws_wafv2_ip_set.office["IPV6"].addresses == toset(["2001:db8::/48"])
    error_message = "the families are kept apart, and an office on IPv6 passes too"
  }
}

run "on_blocks_with_503" {
  command = plan

  variables {
    maintenance_mode = true
  }

  assert {
    condition     = output.maintenance_active
    error_message = "maintenance_mode alone turns it on"
  }
  assert {
    condition = { for rule in aws_wafv2_rule_group.switch.rule :
      rule.priority => rule.action[0].block[0].custom_response[0].response_code
    } == { 0 = 204, 1 = 503, 2 = 503 }
    error_message = "maintenance is 503, after preflights"
  }
  assert {
    condition = alltrue([for rule in aws_wafv2_rule_group.switch.rule : rule.priority == 0 || contains(
      [for header in rule.action[0].block[0].custom_response[0].response_header : "${header.name}: ${header.value}"],
      "Retry-After: 300",
    )])
    error_message = "every 503 says when to come back"
  }
}

run "own_web_acl" {
  command = plan

  variables {
    create_web_acl = false
  }

  assert {
    condition     = length(aws_wafv2_web_acl.switch) == 0 && output.web_acl_arn == null
    error_message = "the module makes the rule group alone"
  }
}

run "regional_resources_are_associated" {
  command = plan

  variables {
    resource_arns = {
      shop = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shop/0123456789abcdef"
    }
  }

  assert {
    condition     = length(aws_wafv2_web_acl_association.switch) == 1
    error_message = "one association a resource"
  }
}

run "cloudfront_in_us_east_1" {
  command = plan

  override_data {
    target = data.aws_region.current
    values = {
      id   = "us-east-1"
      name = "us-east-1"
    }
  }

  variables {
    scope = "CLOUDFRONT"
  }

  assert {
    condition     = aws_wafv2_web_acl.switch[0].scope == "CLOUDFRONT" && aws_wafv2_ip_set.office["IPV4"].scope == "CLOUDFRONT"
    error_message = "one scope for all"
  }
}

run "cloudfront_outside_us_east_1_is_refused" {
  command = plan

  variables {
    scope = "CLOUDFRONT"
  }

  expect_failures = [aws_wafv2_rule_group.switch]
}

run "associating_a_distribution_is_refused" {
  command = plan

  override_data {
    target = data.aws_region.current
    values = {
      id   = "us-east-1"
      name = "us-east-1"
    }
  }

  variables {
    scope         = "CLOUDFRONT"
    resource_arns = { shop = "arn:aws:cloudfront::123456789012:distribution/E1" }
  }

  expect_failures = [var.resource_arns]
}

run "associating_without_web_acl_is_refused" {
  command = plan

  variables {
    create_web_acl = false
    resource_arns  = { shop = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shop/0123456789abcdef" }
  }

  expect_failures = [var.resource_arns]
}

run "bad_input_is_refused_all_at_once" {
  command = plan

  variables {
    name             = "../Shop"
    scope            = "GLOBAL"
    hosts            = ["*.example.com"]
    office_addresses = ["office.example.com"]
    waf_body_json    = "\"${format("%4096s", "a")}\""
    waf_body_html    = format("%4097s", "a")
  }

  expect_failures = [var.name, var.scope, var.hosts, var.office_addresses, var.waf_body_json, var.waf_body_html]
}

run "addresses_inside_a_network_are_refused" {
  command = plan

  variables {
    office_addresses = ["192.0.2.10/32", "2001:db8::1/48"]
  }

  expect_failures = [var.office_addresses]
}

run "hosts_share_one_regular_expression" {
  command = plan

  variables {
    maintenance_mode = true
    hosts            = ["shop.example.com", "api.example.com"]
  }

  assert {
    condition     = one(local.host_pattern) == "^(shop\\.example\\.com|api\\.example\\.com)\\.?(:[0-9]+)?$"
    error_message = "a dot is a dot; a port and a dot at the end change nothing"
  }
}

run "hosts_of_512_characters_and_html_of_4096_bytes_are_accepted" {
  command = plan

  variables {
    waf_body_html = format("%4096s", "a")
    hosts         = [format("%s.%s.%s", join("", [for index in range(240) : "a"]), join("", [for index in range(240) : "b"]), "example")]
  }

  assert {
    condition     = length(local.host_pattern[0]) <= 512
    error_message = "AWS takes 512"
  }
}

run "more_hosts_than_one_regular_expression_holds_and_the_whole_internet_are_refused" {
  command = plan

  variables {
    hosts            = [for index in range(30) : "shop-${index}.example.com"]
    office_addresses = ["0.0.0.0/0"]
  }

  expect_failures = [var.hosts, var.office_addresses]
}
