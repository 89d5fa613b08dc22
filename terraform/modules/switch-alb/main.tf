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

  # A load balancer evaluates at most five values a rule; that is no quota that AWS would raise.
  match_limit = 5

  # No name ends in .invalid (RFC 2606): a rule with this host stands ready and matches nothing.
  parked = { hosts = ["interlude-off.invalid"], paths = [] }

  everything = [{ hosts = [], paths = ["/*"] }]

  bypass_scopes = length(var.hosts) == 0 ? local.everything : [for host in var.hosts : { hosts = [host], paths = [] }]
  bypass = [
    for pair in setproduct(local.bypass_scopes, chunklist(var.office_addresses, local.match_limit - 1)) :
    { scope = pair[0], addresses = pair[1] }
  ]

  # Answers in the order in which they are tried; `accept` costs one of the five values.
  answers = concat(
    var.content == "both" ? [{ accept = "*text/html*", type = "text/html", body = var.alb_body_html }] : [],
    var.content == "html" ? [{ accept = null, type = "text/html", body = var.alb_body_html }] : [],
    var.content != "html" ? [{ accept = null, type = "application/json", body = var.alb_body_json }] : [],
  )
  refusal_scopes = length(var.hosts) == 0 ? local.everything : [
    for hosts in chunklist(var.hosts, local.match_limit - 1) : { hosts = hosts, paths = [] }
  ]
  refusal = [for pair in setproduct(local.answers, local.refusal_scopes) : { answer = pair[0], scope = pair[1] }]

  first_refusal = var.first_priority + length(local.bypass)
  priorities    = range(var.first_priority, local.first_refusal + length(local.refusal))
}

resource "terraform_data" "gate" {
  input = var.gate
}

# A new target group in the code is taken over in spite of ignore_changes below.
resource "terraform_data" "target_group" {
  input = var.target_group_arn
}

resource "aws_lb_listener_rule" "bypass" {
  count = length(local.bypass)

  listener_arn = var.listener_arn
  priority     = var.first_priority + count.index
  tags         = var.tags

  action {
    type             = "forward"
    target_group_arn = var.target_group_arn
  }

  dynamic "condition" {
    for_each = [local.active ? local.bypass[count.index].scope : local.parked]
    content {
      dynamic "host_header" {
        for_each = length(condition.value.hosts) > 0 ? [condition.value.hosts] : []
        content {
          values = host_header.value
        }
      }
      dynamic "path_pattern" {
        for_each = length(condition.value.paths) > 0 ? [condition.value.paths] : []
        content {
          values = path_pattern.value
        }
      }
    }
  }

  condition {
    source_ip {
      values = local.bypass[count.index].addresses
    }
  }

  depends_on = [terraform_data.gate]

  lifecycle {
    # Blue/green deployments rewrite actions; theirs hold.
    ignore_changes       = [action]
    replace_triggered_by = [terraform_data.target_group]

    precondition {
      condition     = var.target_group_arn != null
      error_message = "office_addresses needs target_group_arn: the target group that the office is forwarded to during maintenance."
    }
  }
}

resource "aws_lb_listener_rule" "maintenance" {
  count = length(local.refusal)

  listener_arn = var.listener_arn
  priority     = local.first_refusal + count.index
  tags         = var.tags

  action {
    type = "fixed-response"

    fixed_response {
      status_code  = "503"
      content_type = local.refusal[count.index].answer.type
      message_body = local.refusal[count.index].answer.body
    }
  }

  dynamic "condition" {
    for_each = [local.active ? local.refusal[count.index].scope : local.parked]
    content {
      dynamic "host_header" {
        for_each = length(condition.value.hosts) > 0 ? [condition.value.hosts] : []
        content {
          values = host_header.value
        }
      }
      dynamic "path_pattern" {
        for_each = length(condition.value.paths) > 0 ? [condition.value.paths] : []
        content {
          values = path_pattern.value
        }
      }
    }
  }

  dynamic "condition" {
    for_each = local.refusal[count.index].answer.accept == null ? [] : [local.refusal[count.index].answer.accept]
    content {
      http_header {
        http_header_name = "Accept"
        values           = [condition.value]
      }
    }
  }

  # The way in opens before the door shuts.
  depends_on = [terraform_data.gate, aws_lb_listener_rule.bypass]

  lifecycle {
    precondition {
      condition     = length(setintersection(local.priorities, var.taken_priorities)) == 0
      error_message = "The switch needs the priorities ${local.priorities[0]} to ${reverse(local.priorities)[0]}, of which the listener's other rules hold ${join(", ", setintersection(local.priorities, var.taken_priorities))}. Choose another first_priority, or renumber those rules."
    }

    precondition {
      condition     = reverse(local.priorities)[0] <= 50000
      error_message = "The switch needs ${length(local.priorities)} consecutive priorities, and the greatest that AWS knows is 50000. Choose a smaller first_priority."
    }

    precondition {
      condition     = length(local.priorities) <= 90
      error_message = "The switch needs ${length(local.priorities)} rules: one for each host and each four office addresses. A load balancer holds 100 rules by default. Summarise the addresses into larger networks, or switch fewer hosts."
    }
  }
}
