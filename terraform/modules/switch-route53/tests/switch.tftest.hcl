# Repeatable by anyone with Terraform and the AWS provider: no account, nothing is made.
mock_provider "aws" {}

variables {
  name        = "shop"
  zone_id     = "Z0000000000000000000"
  zone_name   = "example.com"
  record_name = "shop.example.com"
  normal = {
    alias = { name = "shop-1.eu-central-1.elb.amazonaws.com", zone_id = "Z215JYRZR1TBD5" }
  }
  maintenance = {
    alias = { name = "d111111abcdef8.cloudfront.net", zone_id = "Z2FDTNDATAQYW2" }
  }
}

run "off_leads_to_the_application" {
  command = plan

  assert {
    condition     = output.maintenance_active == false
    error_message = "neither maintenance_mode nor the flag is on"
  }
  assert {
    condition = { for type, record in aws_route53_record.switch : type => record.alias[0].name } == {
      A    = "shop-1.eu-central-1.elb.amazonaws.com"
      AAAA = "shop-1.eu-central-1.elb.amazonaws.com"
    }
    error_message = "A and AAAA lead to the load balancer"
  }
}

run "on_leads_to_the_page_and_keeps_the_backdoor" {
  command = plan

  variables {
    maintenance_mode = true
    backdoor_name    = "backdoor.example.com"
  }

  assert {
    condition     = output.maintenance_active
    error_message = "maintenance_mode alone turns it on"
  }
  assert {
    condition     = [for record in aws_route53_record.switch : record.alias[0].name] == ["d111111abcdef8.cloudfront.net", "d111111abcdef8.cloudfront.net"]
    error_message = "A and AAAA lead to the maintenance distribution"
  }
  assert {
    condition     = [for record in aws_route53_record.backdoor : record.alias[0].name] == ["shop-1.eu-central-1.elb.amazonaws.com", "shop-1.eu-central-1.elb.amazonaws.com"]
    error_message = "the backdoor leads to the application"
  }
}

run "addresses_have_a_time_to_live" {
  command = plan

  variables {
    maintenance_mode = true
    ttl              = 30
    normal           = { ipv4 = ["192.0.2.1"], ipv6 = ["2001:db8::1"] }
    maintenance      = { ipv4 = ["198.51.100.1"], ipv6 = ["2001:db8:1::1"] }
  }

  assert {
    condition     = aws_route53_record.switch["A"].ttl == 30 && aws_route53_record.switch["AAAA"].records == toset(["2001:db8:1::1"])
    error_message = "records of addresses carry the time to live"
  }
}

run "alias_and_addresses_are_of_one_type" {
  command = plan

  variables {
    maintenance_mode = true
    normal           = { ipv4 = ["192.0.2.1"] }
    ipv6             = false
  }

  assert {
    condition     = keys(aws_route53_record.switch) == ["A"] && aws_route53_record.switch["A"].ttl == null
    error_message = "A both ways"
  }
}

run "cname_to_cname_below_the_apex" {
  command = plan

  variables {
    maintenance_mode = true
    normal           = { cname = "shop.herokudns.example" }
    maintenance      = { cname = "acme.github.io" }
  }

  assert {
    condition     = keys(aws_route53_record.switch) == ["CNAME"] && aws_route53_record.switch["CNAME"].records == toset(["acme.github.io"])
    error_message = "one CNAME both ways"
  }
}

run "two_distributions_are_refused" {
  command = plan

  variables {
    normal = { alias = { name = "d222222abcdef8.cloudfront.net.", zone_id = "Z2FDTNDATAQYW2" } }
  }

  expect_failures = [aws_route53_record.switch]
}

run "another_distribution_by_its_hosted_zone_is_refused" {
  command = plan

  variables {
    normal = { alias = { name = "shop.example.net", zone_id = "Z2FDTNDATAQYW2" } }
  }

  expect_failures = [aws_route53_record.switch]
}

run "cname_to_another_distribution_is_refused" {
  command = plan

  variables {
    normal      = { cname = "D222222abcdef8.CloudFront.net" }
    maintenance = { cname = "d111111abcdef8.cloudfront.net." }
  }

  expect_failures = [aws_route53_record.switch]
}

run "changing_types_is_refused" {
  command = plan

  variables {
    maintenance = { cname = "acme.github.io" }
  }

  expect_failures = [aws_route53_record.switch]
}

run "cname_at_the_apex_is_refused" {
  command = plan

  variables {
    record_name = "example.com"
    normal      = { cname = "shop.herokudns.example" }
    maintenance = { cname = "acme.github.io" }
  }

  expect_failures = [aws_route53_record.switch]
}

run "target_without_ipv6_is_refused" {
  command = plan

  variables {
    maintenance = { ipv4 = ["198.51.100.1"] }
  }

  expect_failures = [aws_route53_record.switch]
}

run "target_without_ipv4_is_refused" {
  command = plan

  variables {
    maintenance = { ipv6 = ["2001:db8:1::1"] }
  }

  expect_failures = [aws_route53_record.switch]
}

run "two_kinds_in_one_target_and_long_memories_are_refused" {
  command = plan

  variables {
    ttl = 86400
    normal = {
      alias = { name = "shop-1.eu-central-1.elb.amazonaws.com", zone_id = "Z215JYRZR1TBD5" }
      ipv4  = ["192.0.2.1"]
    }
    maintenance = {}
  }

  expect_failures = [var.normal, var.maintenance, var.ttl]
}

run "addresses_that_are_none_are_refused" {
  command = plan

  variables {
    normal      = { ipv4 = ["192.0.2.300"], ipv6 = ["2001:db8::1"] }
    maintenance = { ipv4 = ["192.0.2.1"], ipv6 = ["192.0.2.1"] }
  }

  expect_failures = [var.normal, var.maintenance]
}

run "what_is_no_plain_name_is_refused" {
  command = plan

  variables {
    zone_id     = "/hostedzone/Z0000000000000000000"
    normal      = { alias = { name = "https://shop.example.com/", zone_id = "Z215JYRZR1TBD5" } }
    maintenance = { cname = "acme.github.io'; reboot; '" }
  }

  expect_failures = [var.zone_id, var.normal, var.maintenance]
}

run "name_outside_the_zone_is_refused" {
  command = plan

  variables {
    record_name = "shop.example.org"
  }

  expect_failures = [var.record_name]
}

run "backdoor_outside_the_zone_is_refused" {
  command = plan

  variables {
    backdoor_name = "backdoor.example.org"
  }

  expect_failures = [var.backdoor_name]
}

run "backdoor_of_the_same_name_is_refused" {
  command = plan

  variables {
    backdoor_name = "shop.example.com"
  }

  expect_failures = [var.backdoor_name]
}
