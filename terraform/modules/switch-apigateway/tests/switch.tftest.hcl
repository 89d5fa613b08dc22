# Repeatable by anyone with Terraform and the AWS provider: no account, nothing is made.
mock_provider "aws" {
  override_during = plan

  mock_resource "aws_api_gateway_rest_api" {
    defaults = {
      id = "maintenance0"
    }
  }
}

variables {
  name        = "shop-api"
  domain_name = "api.example.com"
  api_id      = "a1b2c3d4e5"
  stage_name  = "live"
}

run "off_maps_the_application" {
  command = plan

  assert {
    condition     = output.maintenance_active == false
    error_message = "neither maintenance_mode nor the flag is on"
  }
  assert {
    condition     = aws_api_gateway_base_path_mapping.switch.api_id == "a1b2c3d4e5" && aws_api_gateway_base_path_mapping.switch.stage_name == "live"
    error_message = "the API serves in normal times"
  }
}

run "on_maps_the_mock" {
  command = plan

  variables {
    maintenance_mode = true
  }

  assert {
    condition     = output.maintenance_active
    error_message = "maintenance_mode alone turns it on"
  }
  assert {
    condition     = aws_api_gateway_base_path_mapping.switch.api_id == "maintenance0" && aws_api_gateway_base_path_mapping.switch.stage_name == "maintenance"
    error_message = "the mock answers in maintenance"
  }
  assert {
    condition = alltrue([
      for response in aws_api_gateway_integration_response.any :
      response.status_code == "503" && response.response_parameters["method.response.header.Retry-After"] == "'300'"
    ])
    error_message = "503 with Retry-After"
  }
  assert {
    condition     = [for response in aws_api_gateway_gateway_response.refused : response.status_code] == ["503", "503"]
    error_message = "what API Gateway itself refuses is 503 too"
  }
}

run "velocity_reads_nothing_into_the_text" {
  command = plan

  variables {
    waf_body_json = "{\"title\":\"#set($x = 1) costs $5\"}"
  }

  assert {
    condition     = !strcontains(aws_api_gateway_integration_response.any["proxy"].response_templates["application/json"], "$") && !strcontains(aws_api_gateway_integration_response.any["proxy"].response_templates["application/json"], "#")
    error_message = "no character that Velocity knows"
  }
  assert {
    condition     = jsondecode(aws_api_gateway_integration_response.any["proxy"].response_templates["application/json"]).title == "#set($x = 1) costs $5"
    error_message = "the same JSON"
  }
}

run "bad_input_is_refused_all_at_once" {
  command = plan

  variables {
    name           = "Shop API"
    domain_name    = "https://api.example.com/"
    base_path      = "/v1"
    stage_name     = "live stage"
    api_id         = "arn:aws:apigateway:eu-central-1::/restapis/a1b2c3d4e5"
    allowed_origin = "https://shop.example.com/path"
    waf_body_json  = "\"${format("%4096s", "a")}\""
  }

  expect_failures = [var.name, var.domain_name, var.base_path, var.stage_name, var.api_id, var.allowed_origin, var.waf_body_json]
}

run "body_that_is_no_json_is_refused" {
  command = plan

  variables {
    waf_body_json = "closed"
  }

  expect_failures = [var.waf_body_json]
}
