locals {
  functions = { for event, arn in {
    viewer-request  = var.viewer_request_function_arn
    viewer-response = var.viewer_response_function_arn
  } : event => arn if arn != null }

  # Both lead to the same origin in the same way. The switch stands in front of the first alone: the team deploys a
  # fix and tests it through the second before anyone else sees it.
  distributions = merge(
    { application = { hosts = var.hosts, functions = local.functions, web_acl = var.web_acl_arn } },
    length(var.backdoor_hosts) == 0 ? {} : {
      backdoor = { hosts = var.backdoor_hosts, functions = {}, web_acl = var.backdoor_web_acl_arn }
    },
  )
}

resource "aws_cloudfront_distribution" "this" {
  for_each = local.distributions

  enabled         = true
  is_ipv6_enabled = true
  http_version    = "http2and3"
  comment         = "${var.name}: ${each.key}"
  aliases         = each.value.hosts
  price_class     = var.price_class
  web_acl_id      = each.value.web_acl
  tags            = var.tags

  origin {
    origin_id   = "application"
    domain_name = var.origin_domain

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  default_cache_behavior {
    target_origin_id         = "application"
    viewer_protocol_policy   = "redirect-to-https"
    allowed_methods          = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
    cached_methods           = ["GET", "HEAD"]
    compress                 = true
    cache_policy_id          = var.cache_policy_id
    origin_request_policy_id = var.origin_request_policy_id

    dynamic "function_association" {
      for_each = each.value.functions
      content {
        event_type   = function_association.key
        function_arn = function_association.value
      }
    }
  }

  viewer_certificate {
    acm_certificate_arn      = var.certificate_arn
    minimum_protocol_version = "TLSv1.2_2021"
    ssl_support_method       = "sni-only"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
}
