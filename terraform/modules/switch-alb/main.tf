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

  # A load balancer evaluates at most five values a rule, and as many wildcards; these are no quotas that AWS would raise.
  match_limit    = 5
  wildcard_limit = 5

  # No name ends in .invalid (RFC 2606): a rule with this host stands ready and matches nothing.
  parked = { hosts = ["interlude-off.invalid"], paths = [] }

  everything = [{ hosts = [], paths = ["/*"] }]

  # By addresses first: a fifth one adds rules and leaves those that stand there as they are.
  bypass_scopes = length(var.hosts) == 0 ? local.everything : [for host in var.hosts : { hosts = [host], paths = [] }]
  bypass = [
    for pair in setproduct(chunklist(var.office_addresses, local.match_limit - 1), local.bypass_scopes) :
    { scope = pair[1], addresses = pair[0] }
  ]

  # Answers from the last that is tried to the first; `accept` costs one of the five values.
  answers = concat(
    var.content != "html" ? [{ accept = null, type = "application/json", body = var.alb_body_json }] : [],
    var.content == "html" ? [{ accept = null, type = "text/html", body = var.alb_body_html }] : [],
    var.content == "both" ? [{ accept = "*text/html*", type = "text/html", body = var.alb_body_html }] : [],
  )
  refusal_scopes = length(var.hosts) == 0 ? local.everything : [
    for hosts in chunklist(var.hosts, local.match_limit - 1) : { hosts = hosts, paths = [] }
  ]
  refusal = [for pair in setproduct(local.refusal_scopes, local.answers) : { scope = pair[0], answer = pair[1] }]

  # The bypass grows from the first priority upwards, 503 from the last one downwards: a rule that joins gets a priority
  # that is free, and none has to move out of its way first, which a load balancer would refuse.
  last_priority = var.first_priority + var.priorities - 1
  rules         = length(local.bypass) + length(local.refusal)
  taken         = [for priority in var.taken_priorities : priority if priority >= var.first_priority && priority <= local.last_priority]

  wildcards = [
    for entry in local.refusal : length(regexall("[*?]", join("", concat(entry.scope.hosts, entry.scope.paths, compact([entry.answer.accept])))))
  ]
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
  priority     = local.last_priority - count.index
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
      condition     = length(local.taken) == 0
      error_message = "The switch owns the priorities ${var.first_priority} to ${local.last_priority}, of which the listener's other rules hold ${join(", ", local.taken)}. Choose another first_priority, own fewer by priorities, or renumber those rules."
    }

    precondition {
      condition     = local.last_priority <= 50000
      error_message = "The switch owns ${var.priorities} consecutive priorities, and the greatest that AWS knows is 50000. Choose a smaller first_priority."
    }

    precondition {
      condition     = local.rules <= var.priorities
      error_message = "The switch needs ${local.rules} rules (one for each host and each four office addresses, and those that answer 503), and owns ${var.priorities} priorities. Raise priorities; summarise the addresses into larger networks; or switch fewer hosts. A load balancer holds 100 rules by default."
    }

    precondition {
      condition     = max(0, local.wildcards...) <= local.wildcard_limit
      error_message = "A load balancer evaluates at most ${local.wildcard_limit} wildcards a rule, and four hosts share one${var.content == "both" ? ", with two for Accept" : ""}. Write fewer of them, or make a second switch for some of the hosts."
    }
  }
}
