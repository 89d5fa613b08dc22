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

  # Both rules are always there, and only their action changes: count in normal times, so that the metrics show how
  # many requests a flip would turn away, and block in maintenance.
  rules = {
    page = { priority = 0, accept = ["text/html"], body = "page" }
    json = { priority = 1, accept = [], body = "json" }
  }

  # No public web server answers to a name that ends in .invalid (RFC 2606). It only fills an or_statement, which
  # AWS wants with two statements at least.
  hosts = length(var.hosts) == 1 ? concat(var.hosts, ["interlude.invalid"]) : var.hosts

  # Units as AWS counts them: exact match 2, contains 10, each text transformation 10, IP set 1.
  capacity = 2 * (2 + 12 * 10) + 20
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
  # AWS lets nobody change it later, so it is that of ten hosts.
  capacity = local.capacity
  tags     = var.tags

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
              response_code            = 503
              custom_response_body_key = answer.value.body

              response_header {
                name  = "Retry-After"
                value = "300"
              }
              response_header {
                name  = "Cache-Control"
                value = "no-store"
              }
              # The application's own scripts may read the 503, whichever host they came from.
              response_header {
                name  = "Access-Control-Allow-Origin"
                value = "*"
              }
              response_header {
                name  = "Access-Control-Expose-Headers"
                value = "Retry-After"
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
            for_each = length(local.hosts) == 0 ? [] : [local.hosts]
            content {
              or_statement {
                dynamic "statement" {
                  for_each = statement.value
                  iterator = host
                  content {
                    byte_match_statement {
                      search_string         = host.value
                      positional_constraint = "EXACTLY"
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
