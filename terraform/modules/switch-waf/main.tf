# The commands that flip name it, too: whoever runs them at night may have another one set.
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

  office = {
    IPV4 = [for address in var.office_addresses : address if !strcontains(address, ":")]
    IPV6 = [for address in var.office_addresses : address if strcontains(address, ":")]
  }

  headers = {
    "Retry-After"                   = "300"
    "Cache-Control"                 = "no-store"
    "Access-Control-Allow-Origin"   = "*"
    "Access-Control-Expose-Headers" = "Retry-After"
  }

  # The rules are always there, and only their action changes: count in normal times, so that the metrics show how many
  # requests a flip would turn away, and block in maintenance. Without the first one a browser would hide the 503 from
  # the application's scripts, whose preflight was refused.
  rules = {
    preflight = {
      priority = 0, method = ["options"], accept = [], status = 204, body = null
      headers = {
        "Cache-Control"                = "no-store"
        "Access-Control-Allow-Origin"  = "*"
        "Access-Control-Allow-Methods" = "GET,HEAD,POST,PUT,PATCH,DELETE"
        "Access-Control-Allow-Headers" = "*,authorization"
      }
    }
    page = { priority = 1, method = [], accept = ["text/html"], status = 503, body = "page", headers = local.headers }
    json = { priority = 2, method = [], accept = [], status = 503, body = "json", headers = local.headers }
  }

  # A name with its port, or with the dot at its end, is the same name.
  host_pattern = length(var.hosts) == 0 ? [] : ["^(${join("|", [for host in var.hosts : replace(host, ".", "\\.")])})\\.?(:[0-9]+)?$"]

  # Units as AWS counts them come to 77: in each rule two IP sets (1) and a regular expression (3), an exact match (2), a
  # contains (10), and 10 for each text transformation. AWS lets nobody change it later, so there is some room.
  capacity = 100
}

resource "terraform_data" "gate" {
  input = var.gate
}

resource "aws_wafv2_ip_set" "office" {
  for_each = local.office

  name               = "interlude-${var.name}-office-${lower(each.key)}"
  description        = "Passes during maintenance"
  scope              = var.scope
  ip_address_version = each.key
  addresses          = each.value
  tags               = var.tags
}

resource "aws_wafv2_rule_group" "switch" {
  name        = "interlude-${var.name}"
  description = "Maintenance switch: counts in normal times, blocks with 503 in maintenance"
  scope       = var.scope
  capacity    = local.capacity
  tags        = var.tags

  custom_response_body {
    key          = "page"
    content_type = "TEXT_HTML"
    content      = var.waf_body_html
  }

  custom_response_body {
    key          = "json"
    content_type = "APPLICATION_JSON"
    content      = var.waf_body_json
  }

  dynamic "rule" {
    for_each = local.rules
    iterator = answer

    content {
      name     = "maintenance-${answer.key}"
      priority = answer.value.priority

      action {
        dynamic "count" {
          for_each = local.active ? [] : [true]
          content {}
        }
        dynamic "block" {
          for_each = local.active ? [true] : []
          content {
            custom_response {
              response_code            = answer.value.status
              custom_response_body_key = answer.value.body

              dynamic "response_header" {
                for_each = answer.value.headers
                content {
                  name  = response_header.key
                  value = response_header.value
                }
              }
            }
          }
        }
      }

      statement {
        and_statement {
          dynamic "statement" {
            for_each = aws_wafv2_ip_set.office
            content {
              not_statement {
                statement {
                  ip_set_reference_statement {
                    arn = statement.value.arn
                  }
                }
              }
            }
          }

          dynamic "statement" {
            for_each = local.host_pattern
            content {
              regex_match_statement {
                regex_string = statement.value
                field_to_match {
                  single_header {
                    name = "host"
                  }
                }
                text_transformation {
                  priority = 0
                  type     = "LOWERCASE"
                }
              }
            }
          }

          dynamic "statement" {
            for_each = answer.value.method
            content {
              byte_match_statement {
                search_string         = statement.value
                positional_constraint = "EXACTLY"
                field_to_match {
                  method {}
                }
                text_transformation {
                  priority = 0
                  type     = "LOWERCASE"
                }
              }
            }
          }

          dynamic "statement" {
            for_each = answer.value.accept
            content {
              byte_match_statement {
                search_string         = statement.value
                positional_constraint = "CONTAINS"
                field_to_match {
                  single_header {
                    name = "accept"
                  }
                }
                text_transformation {
                  priority = 0
                  type     = "LOWERCASE"
                }
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = "interlude-${var.name}-${answer.key}"
        sampled_requests_enabled   = true
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "interlude-${var.name}"
    sampled_requests_enabled   = true
  }

  depends_on = [terraform_data.gate]

  lifecycle {
    precondition {
      condition     = var.scope != "CLOUDFRONT" || data.aws_region.current.id == "us-east-1"
      error_message = "AWS keeps web ACLs of scope CLOUDFRONT in us-east-1, and this provider works in ${data.aws_region.current.id}. Pass a provider of that region: providers = { aws = aws.us_east_1 }."
    }
  }
}

resource "aws_wafv2_web_acl" "switch" {
  count = var.create_web_acl ? 1 : 0

  name        = "interlude-${var.name}"
  description = "Lets everything pass but what the maintenance switch turns away"
  scope       = var.scope
  tags        = var.tags

  default_action {
    allow {}
  }

  rule {
    name     = "maintenance"
    priority = 0

    override_action {
      none {}
    }

    statement {
      rule_group_reference_statement {
        arn = aws_wafv2_rule_group.switch.arn
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "interlude-${var.name}-switch"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "interlude-${var.name}-acl"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "switch" {
  for_each = var.resource_arns

  resource_arn = each.value
  web_acl_arn  = aws_wafv2_web_acl.switch[0].arn
}
