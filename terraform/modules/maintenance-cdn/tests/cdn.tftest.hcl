# Repeatable by anyone with Terraform and the AWS provider: no account, nothing is made.
mock_provider "aws" {
  override_during = plan

  mock_data "aws_region" {
    defaults = {
      id = "us-east-1"
    }
  }

  mock_resource "aws_acm_certificate" {
    defaults = {
      arn = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-4000-8000-000000000000"
      domain_validation_options = [
        { domain_name = "shop.example.com", resource_record_name = "_a.shop.example.com", resource_record_type = "CNAME", resource_record_value = "_b.acm-validations.aws" },
        { domain_name = "maintenance.example.com", resource_record_name = "_a.maintenance.example.com", resource_record_type = "CNAME", resource_record_value = "_c.acm-validations.aws" },
      ]
    }
  }

  mock_resource "aws_acm_certificate_validation" {
    defaults = {
      certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-4000-8000-000000000000"
    }
  }

  mock_resource "aws_cloudfront_function" {
    defaults = {
      arn = "arn:aws:cloudfront::123456789012:function/interlude-shop"
    }
  }
}

variables {
  name              = "shop"
  application_hosts = ["shop.example.com"]
  page_hosts        = ["maintenance.example.com"]
  origin_domain     = "acme.github.io"
  origin_path       = "/shop-maintenance"
  zone_id           = "Z0000000000000000000"
}

run "pages_behind_a_certificate_of_our_own" {
  command = plan

  assert {
    condition     = aws_cloudfront_distribution.page.aliases == toset(["shop.example.com", "maintenance.example.com"])
    error_message = "the names of the application and of the page"
  }
  assert {
    condition     = aws_cloudfront_distribution.page.viewer_certificate[0].acm_certificate_arn == "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-4000-8000-000000000000"
    error_message = "the certificate that was proved"
  }
  assert {
    condition     = { for name, record in aws_route53_record.proof : name => record.name } == { "shop.example.com" = "_a.shop.example.com", "maintenance.example.com" = "_a.maintenance.example.com" }
    error_message = "one proof a name"
  }
}

run "a_wildcard_and_the_name_below_it_have_one_proof" {
  command = plan

  override_resource {
    target          = aws_acm_certificate.page
    override_during = plan
    values = {
      arn = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-4000-8000-000000000000"
      domain_validation_options = [
        { domain_name = "*.example.com", resource_record_name = "_a.example.com", resource_record_type = "CNAME", resource_record_value = "_b.acm-validations.aws" },
        { domain_name = "example.com", resource_record_name = "_a.example.com", resource_record_type = "CNAME", resource_record_value = "_b.acm-validations.aws" },
      ]
    }
  }

  variables {
    application_hosts = ["*.example.com", "example.com"]
    page_hosts        = []
  }

  assert {
    condition     = { for name, record in aws_route53_record.proof : name => record.name } == { "example.com" = "_a.example.com" }
    error_message = "one record proves both"
  }
}

run "an_existing_certificate" {
  command = plan

  variables {
    zone_id         = null
    certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-0000-4000-8000-000000000000"
  }

  assert {
    condition     = length(aws_acm_certificate.page) == 0
    error_message = "none is made"
  }
}

run "a_private_bucket" {
  command = plan

  variables {
    origin_domain            = "shop-maintenance.s3.eu-central-1.amazonaws.com"
    origin_path              = ""
    origin_access_control_id = "E000000000000"
  }

  assert {
    condition     = length([for origin in aws_cloudfront_distribution.page.origin : origin if length(origin.custom_origin_config) == 0]) == 1
    error_message = "an S3 origin has no custom settings"
  }
}

run "certificate_without_zone_is_refused" {
  command = plan

  variables {
    zone_id = null
  }

  expect_failures = [aws_acm_certificate.page]
}

run "certificate_of_another_region_is_refused" {
  command = plan

  variables {
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-0000-4000-8000-000000000000"
  }

  expect_failures = [var.certificate_arn]
}

run "making_one_in_another_region_is_refused" {
  command = plan

  override_data {
    target = data.aws_region.current
    values = {
      id = "eu-central-1"
    }
  }

  expect_failures = [aws_acm_certificate.page]
}

run "a_page_that_calls_itself_is_refused" {
  command = plan

  variables {
    origin_domain = "maintenance.example.com"
  }

  expect_failures = [aws_cloudfront_distribution.page]
}

run "bad_input_is_refused_all_at_once" {
  command = plan

  variables {
    name          = "Shop!"
    origin_domain = "https://acme.github.io"
    origin_path   = "shop-maintenance/"
    price_class   = "cheap"
    waf_body_json = "closed"
    files         = ["logo.png"]
  }

  expect_failures = [var.name, var.origin_domain, var.origin_path, var.price_class, var.waf_body_json, var.files]
}

run "one_name_in_both_lists_is_refused" {
  command = plan

  variables {
    page_hosts = ["shop.example.com"]
  }

  expect_failures = [var.page_hosts]
}

run "function_over_10240_bytes_is_refused" {
  command = plan

  variables {
    waf_body_json = "\"${format("%10000s", "a")}\""
  }

  expect_failures = [aws_cloudfront_function.request]
}
