# Repeatable by anyone with Terraform and the AWS provider: no account, nothing is made.
mock_provider "aws" {}

variables {
  name             = "shop"
  listener_arn     = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/shop/0123456789abcdef/0123456789abcdef"
  target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop/0123456789abcdef"
  hosts            = ["shop.example.com"]
}

run "off_parks_every_rule" {
  command = plan

  variables {
    office_addresses = ["192.0.2.10/32"]
  }

  assert {
    condition     = output.maintenance_active == false
    error_message = "neither maintenance_mode nor the flag is on"
  }
  assert {
    condition = alltrue([
      for rule in concat(aws_lb_listener_rule.bypass, aws_lb_listener_rule.maintenance) :
      anytrue([for condition in rule.condition : try(tolist(condition.host_header)[0].values == toset(["interlude-off.invalid"]), false)])
    ])
    error_message = "a parked rule must match no host"
  }
}

run "on_answers_503_after_the_office_has_passed" {
  command = plan

  variables {
    maintenance_mode = true
    first_priority   = 10
    office_addresses = ["192.0.2.1/32", "192.0.2.2/32", "192.0.2.3/32", "192.0.2.4/32", "192.0.2.5/32", "2001:db8::/48"]
  }

  assert {
    condition     = output.maintenance_active
    error_message = "maintenance_mode alone turns it on"
  }
  assert {
    condition     = [for rule in aws_lb_listener_rule.bypass : rule.priority] == [10, 11]
    error_message = "six addresses are two rules of one host and at most four addresses"
  }
  assert {
    condition     = [for rule in aws_lb_listener_rule.maintenance : rule.priority] == [99]
    error_message = "503 comes last of the ninety priorities that are the switch's own"
  }
  assert {
    condition = alltrue([
      for rule in aws_lb_listener_rule.bypass : 5 >= sum([
        for condition in rule.condition : sum(concat(
          [for kind in condition.host_header : length(kind.values)],
          [for kind in condition.source_ip : length(kind.values)],
        ))
      ])
    ])
    error_message = "a load balancer evaluates at most five values a rule"
  }
  assert {
    condition     = aws_lb_listener_rule.maintenance[0].action[0].fixed_response[0].status_code == "503"
    error_message = "maintenance is 503"
  }
}

run "both_contents_by_accept" {
  command = plan

  variables {
    maintenance_mode = true
    content          = "both"
  }

  assert {
    condition = { for rule in aws_lb_listener_rule.maintenance : rule.priority => rule.action[0].fixed_response[0].content_type } == {
      89 = "text/html"
      90 = "application/json"
    }
    error_message = "browsers first, then everything else"
  }
}

run "no_host_means_every_host" {
  command = plan

  variables {
    maintenance_mode = true
    hosts            = []
  }

  assert {
    condition     = tolist(tolist(aws_lb_listener_rule.maintenance[0].condition)[0].path_pattern)[0].values == toset(["/*"])
    error_message = "every path of every host"
  }
}

run "bad_input_is_refused_all_at_once" {
  command = plan

  variables {
    name             = "../Shop"
    listener_arn     = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shop/0123456789abcdef"
    hosts            = ["https://shop.example.com/"]
    office_addresses = ["192.0.2.300/32"]
    content          = "xml"
    first_priority   = 0
    priorities       = 0
    # 344 characters, 1,028 bytes: AWS counts bytes.
    alb_body_json = "\"${join("", [for index in range(342) : "あ"])}\""
    alb_body_html = format("%1025s", "a")
  }

  expect_failures = [
    var.name, var.listener_arn, var.hosts, var.office_addresses, var.content, var.first_priority, var.priorities,
    var.alb_body_json, var.alb_body_html,
  ]
}

run "address_without_prefix_and_body_that_is_no_json_are_refused" {
  command = plan

  variables {
    office_addresses = ["192.0.2.30"]
    alb_body_json    = "<h1>closed</h1>"
  }

  expect_failures = [var.office_addresses, var.alb_body_json]
}

run "address_inside_a_network_is_refused" {
  command = plan

  variables {
    office_addresses = ["192.0.2.30/24"]
  }

  expect_failures = [var.office_addresses]
}

run "overlapping_priorities_are_refused" {
  command = plan

  variables {
    first_priority   = 9
    taken_priorities = [5, 10, 20]
    office_addresses = ["192.0.2.10/32"]
  }

  expect_failures = [aws_lb_listener_rule.maintenance]
}

run "priorities_up_to_the_next_rule_are_accepted" {
  command = plan

  variables {
    first_priority   = 5
    priorities       = 5
    taken_priorities = [4, 10]
    office_addresses = ["192.0.2.10/32"]
  }

  assert {
    condition     = aws_lb_listener_rule.bypass[0].priority == 5 && aws_lb_listener_rule.maintenance[0].priority == 9
    error_message = "from the first to the last that the switch owns"
  }
}

run "priority_over_50000_is_refused" {
  command = plan

  variables {
    first_priority   = 49912
    office_addresses = ["192.0.2.10/32"]
  }

  expect_failures = [aws_lb_listener_rule.maintenance]
}

run "more_rules_than_priorities_are_refused" {
  command = plan

  variables {
    office_addresses = [for index in range(357) : cidrsubnet("10.0.0.0/8", 16, index)]
  }

  expect_failures = [aws_lb_listener_rule.maintenance]
}

run "as_many_rules_as_priorities_and_html_of_1024_bytes_are_accepted" {
  command = plan

  variables {
    alb_body_html    = format("%1024s", "a")
    office_addresses = [for index in range(356) : cidrsubnet("10.0.0.0/8", 16, index)]
  }
}

run "more_than_five_wildcards_in_a_rule_are_refused" {
  command = plan

  variables {
    content = "both"
    hosts   = ["*.a.example.com", "*.b.example.com", "*.c.example.com", "*.d.example.com"]
  }

  expect_failures = [aws_lb_listener_rule.maintenance]
}

run "five_wildcards_in_a_rule_are_accepted" {
  command = plan

  variables {
    content = "both"
    hosts   = ["*.a.example.com", "*.b.example.com", "*.c.example.com", "d.example.com"]
  }
}

run "office_without_target_group_is_refused" {
  command = plan

  variables {
    target_group_arn = null
    office_addresses = ["192.0.2.10/32"]
  }

  expect_failures = [aws_lb_listener_rule.bypass]
}
