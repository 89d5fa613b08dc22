# Repeatable by anyone with Terraform and the AWS provider: no account, nothing is made.
mock_provider "aws" {}

variables {
  name                        = "shop"
  hosts                       = ["shop.example.com"]
  backdoor_hosts              = ["backdoor.example.com"]
  origin_domain               = "origin.example.com"
  certificate_arn             = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-4000-8000-000000000000"
  viewer_request_function_arn = "arn:aws:cloudfront::123456789012:function/interlude-shop-request"
  web_acl_arn                 = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/interlude-shop/00000000-0000-4000-8000-000000000000"
}

run "the_switch_stands_before_the_application_alone" {
  command = plan

  assert {
    condition     = length(aws_cloudfront_distribution.this["application"].default_cache_behavior[0].function_association) == 1
    error_message = "the function switches the application"
  }
  assert {
    condition     = length(aws_cloudfront_distribution.this["backdoor"].default_cache_behavior[0].function_association) == 0 && aws_cloudfront_distribution.this["backdoor"].web_acl_id == null
    error_message = "nothing switches the backdoor"
  }
}

run "no_backdoor" {
  command = plan

  variables {
    backdoor_hosts = []
  }

  assert {
    condition     = keys(aws_cloudfront_distribution.this) == ["application"] && output.backdoor_alias == null
    error_message = "one distribution"
  }
}

run "one_name_for_both_is_refused" {
  command = plan

  variables {
    backdoor_hosts = ["shop.example.com"]
  }

  expect_failures = [var.backdoor_hosts]
}

run "an_origin_that_is_the_distribution_is_refused" {
  command = plan

  variables {
    origin_domain = "shop.example.com"
  }

  expect_failures = [var.origin_domain]
}

run "a_backdoor_that_shuts_with_the_door_is_refused" {
  command = plan

  variables {
    backdoor_web_acl_arn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/interlude-shop/00000000-0000-4000-8000-000000000000"
  }

  expect_failures = [var.backdoor_web_acl_arn]
}

run "bad_input_is_refused_all_at_once" {
  command = plan

  variables {
    name            = "Shop!"
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-4000-8000-000000000000"
    web_acl_arn     = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/00000000-0000-4000-8000-000000000000"
    price_class     = "cheap"
  }

  expect_failures = [var.name, var.certificate_arn, var.web_acl_arn, var.price_class]
}

run "a_url_in_place_of_a_host_is_refused" {
  command = plan

  variables {
    hosts = ["https://shop.example.com/"]
  }

  expect_failures = [var.hosts]
}
