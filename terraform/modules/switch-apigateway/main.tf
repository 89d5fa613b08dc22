# The commands that flip name it: whoever runs them at night may have another one set.
data "aws_region" "current" {}

# The flag lives outside of the code: whoever writes "on" here turns maintenance on, and no deployment writes it back.
# insecure_value, since `value` is sensitive and would hide every plan of the switch. It holds no secret.
resource "aws_ssm_parameter" "flag" {
  name           = "/interlude/${var.name}/maintenance"
  description    = "Interlude: on or off. maintenance_mode of the Terraform code turns it on as well."
  type           = "String"
  insecure_value = "off"
  tags           = var.tags

  lifecycle {
    ignore_changes = [insecure_value]
  }
}

locals {
  active = var.maintenance_mode || aws_ssm_parameter.flag.insecure_value == "on"

  # API Gateway reads templates as Velocity, to which # and $ mean something. In JSON both stand in strings only.
  body = replace(replace(var.waf_body_json, "$", "\\u0024"), "#", "\\u0023")

  headers = {
    "Retry-After"                   = "300"
    "Cache-Control"                 = "no-store"
    "Content-Type"                  = "application/problem+json"
    "Access-Control-Allow-Origin"   = var.allowed_origin
    "Access-Control-Expose-Headers" = "Retry-After"
  }
  preflight_headers = {
    "Access-Control-Allow-Origin"  = var.allowed_origin
    "Access-Control-Allow-Methods" = "GET,HEAD,POST,PUT,PATCH,DELETE"
    "Access-Control-Allow-Headers" = "authorization,content-type,x-api-key,x-requested-with,*"
  }

  # `ANY` alone would answer preflights with 503 too, and the browser would hide the real 503 from the application.
  resources = {
    root  = aws_api_gateway_rest_api.maintenance.root_resource_id
    proxy = aws_api_gateway_resource.proxy.id
  }
}

resource "terraform_data" "gate" {
  input = var.gate
}

resource "aws_api_gateway_rest_api" "maintenance" {
  name        = "interlude-${var.name}"
  description = "Answers every request with 503 during maintenance"
  tags        = var.tags

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_resource" "proxy" {
  rest_api_id = aws_api_gateway_rest_api.maintenance.id
  parent_id   = aws_api_gateway_rest_api.maintenance.root_resource_id
  path_part   = "{proxy+}"
}

resource "aws_api_gateway_method" "any" {
  for_each = local.resources

  rest_api_id   = aws_api_gateway_rest_api.maintenance.id
  resource_id   = each.value
  http_method   = "ANY"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "any" {
  for_each = aws_api_gateway_method.any

  rest_api_id          = each.value.rest_api_id
  resource_id          = each.value.resource_id
  http_method          = each.value.http_method
  type                 = "MOCK"
  passthrough_behavior = "NEVER"
  request_templates    = { "application/json" = jsonencode({ statusCode = 503 }) }
}

resource "aws_api_gateway_method_response" "any" {
  for_each = aws_api_gateway_method.any

  rest_api_id         = each.value.rest_api_id
  resource_id         = each.value.resource_id
  http_method         = each.value.http_method
  status_code         = "503"
  response_parameters = { for name, value in local.headers : "method.response.header.${name}" => true }
}

resource "aws_api_gateway_integration_response" "any" {
  for_each = aws_api_gateway_method_response.any

  rest_api_id         = each.value.rest_api_id
  resource_id         = each.value.resource_id
  http_method         = each.value.http_method
  status_code         = each.value.status_code
  response_parameters = { for name, value in local.headers : "method.response.header.${name}" => "'${value}'" }
  response_templates  = { "application/json" = local.body }

  depends_on = [aws_api_gateway_integration.any]
}

# A mock takes a request only with a template for its content type, and answers 415 to all others (a form, an upload).
# What API Gateway itself refuses is maintenance as well.
resource "aws_api_gateway_gateway_response" "refused" {
  for_each = toset(["DEFAULT_4XX", "DEFAULT_5XX"])

  rest_api_id         = aws_api_gateway_rest_api.maintenance.id
  response_type       = each.key
  status_code         = "503"
  response_parameters = { for name, value in local.headers : "gatewayresponse.header.${name}" => "'${value}'" }
  response_templates  = { "application/json" = local.body }
}

resource "aws_api_gateway_method" "preflight" {
  for_each = local.resources

  rest_api_id   = aws_api_gateway_rest_api.maintenance.id
  resource_id   = each.value
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "preflight" {
  for_each = aws_api_gateway_method.preflight

  rest_api_id       = each.value.rest_api_id
  resource_id       = each.value.resource_id
  http_method       = each.value.http_method
  type              = "MOCK"
  request_templates = { "application/json" = jsonencode({ statusCode = 204 }) }
}

resource "aws_api_gateway_method_response" "preflight" {
  for_each = aws_api_gateway_method.preflight

  rest_api_id         = each.value.rest_api_id
  resource_id         = each.value.resource_id
  http_method         = each.value.http_method
  status_code         = "204"
  response_parameters = { for name, value in local.preflight_headers : "method.response.header.${name}" => true }
}

resource "aws_api_gateway_integration_response" "preflight" {
  for_each = aws_api_gateway_method_response.preflight

  rest_api_id         = each.value.rest_api_id
  resource_id         = each.value.resource_id
  http_method         = each.value.http_method
  status_code         = each.value.status_code
  response_parameters = { for name, value in local.preflight_headers : "method.response.header.${name}" => "'${value}'" }

  depends_on = [aws_api_gateway_integration.preflight]
}

resource "aws_api_gateway_deployment" "maintenance" {
  rest_api_id = aws_api_gateway_rest_api.maintenance.id

  # A deployment is a copy: what is answered changes only with a new one.
  triggers = {
    answers = sha256(jsonencode([local.body, local.headers, local.preflight_headers]))
  }

  depends_on = [
    aws_api_gateway_integration_response.any,
    aws_api_gateway_integration_response.preflight,
    aws_api_gateway_gateway_response.refused,
  ]

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "maintenance" {
  rest_api_id   = aws_api_gateway_rest_api.maintenance.id
  deployment_id = aws_api_gateway_deployment.maintenance.id
  stage_name    = "maintenance"
  tags          = var.tags
}

resource "aws_api_gateway_base_path_mapping" "switch" {
  domain_name = var.domain_name
  base_path   = var.base_path
  api_id      = local.active ? aws_api_gateway_rest_api.maintenance.id : var.api_id
  stage_name  = local.active ? aws_api_gateway_stage.maintenance.stage_name : var.stage_name

  depends_on = [terraform_data.gate, aws_api_gateway_stage.maintenance]
}
