# Repeatable by anyone with Terraform and the AWS provider: no account, nothing is made. What the function does with
# requests is tested in terraform/tests/cloudfront-function.test.js.
mock_provider "aws" {
  override_during = plan

  mock_resource "aws_cloudfront_key_value_store" {
    defaults = {
      arn = "arn:aws:cloudfront::123456789012:key-value-store/00000000-0000-4000-8000-000000000000"
    }
  }

  mock_resource "aws_cloudfront_function" {
    defaults = {
      arn = "arn:aws:cloudfront::123456789012:function/interlude-shop"
    }
  }
}

variables {
  name     = "shop"
  page_url = "https://maintenance.example.com/"
}

run "off" {
  command = plan

  assert {
    condition     = output.maintenance_active == false && aws_cloudfrontkeyvaluestore_key.mode.value == "off"
    error_message = "neither maintenance_mode nor the flag is on"
  }
  assert {
    condition     = output.viewer_response_function_arn == null
    error_message = "a redirect needs nothing on the way back"
  }
}

run "on_by_the_code" {
  command = plan

  variables {
    maintenance_mode = true
  }

  assert {
    condition     = output.maintenance_active && aws_cloudfrontkeyvaluestore_key.mode.value == "on"
    error_message = "maintenance_mode alone turns it on"
  }
  assert {
    condition     = aws_cloudfrontkeyvaluestore_key.flag.value == "off"
    error_message = "the code never writes the flag"
  }
}

run "the_page_under_the_own_url" {
  command = plan

  variables {
    browsers = "serve"
    page_url = "https://acme.github.io/shop-maintenance/"
  }

  assert {
    condition     = strcontains(aws_cloudfront_function.request.code, "\"pageUri\":\"/shop-maintenance/index.html\"") && output.viewer_response_function_arn != null
    error_message = "fetched from the page's origin, and 503 on the way back"
  }
}

run "the_function_is_told_what_it_reads" {
  command = plan

  variables {
    office_addresses     = ["192.0.2.0/28", "2001:db8::/48"]
    bypass_secret_sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    allowed_origins      = ["https://app.example.com"]
    waf_body_json        = "{\"status\":503}"
    alb_body_html        = "<p>closed</p>"
  }

  assert {
    condition = jsondecode(regex("const CONFIG = (.*);\n", aws_cloudfront_function.request.code)[0]) == {
      serve        = false
      pageUrl      = "https://maintenance.example.com/"
      pageHost     = "maintenance.example.com"
      pageUri      = "/index.html"
      office       = ["192.0.2.0/28", "2001:db8::/48"]
      secretSha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
      origins      = ["https://app.example.com"]
      json         = "{\"status\":503}"
      html         = "<p>closed</p>"
    }
    error_message = "each key that the function reads"
  }
}

run "serving_a_page_at_the_root_is_refused" {
  command = plan

  variables {
    browsers = "serve"
  }

  expect_failures = [var.browsers]
}

run "bad_input_is_refused_all_at_once" {
  command = plan

  variables {
    name                 = "Shop!"
    office_addresses     = ["2001:db8::1"]
    bypass_secret_sha256 = "open sesame"
    waf_body_json        = "\"${format("%4096s", "a")}\""
    alb_body_html        = format("%1025s", "a")
    allowed_origins      = ["https://shop.example.com/"]
  }

  expect_failures = [
    var.name, var.office_addresses, var.bypass_secret_sha256, var.waf_body_json, var.alb_body_html, var.allowed_origins,
  ]
}

run "page_without_https_is_refused" {
  command = plan

  variables {
    page_url = "http://maintenance.example.com/"
  }

  expect_failures = [var.page_url]
}

run "more_than_40_addresses_are_refused" {
  command = plan

  variables {
    office_addresses = [for index in range(41) : cidrsubnet("10.0.0.0/8", 24, index)]
  }

  expect_failures = [var.office_addresses]
}

run "function_over_10240_bytes_is_refused" {
  command = plan

  variables {
    waf_body_json    = "\"${format("%4094s", "a")}\""
    office_addresses = [for index in range(40) : cidrsubnet("2001:db8:ffff:ffff::/64", 64, index)]
  }

  expect_failures = [aws_cloudfront_function.request]
}
