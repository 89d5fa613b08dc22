data "aws_region" "current" {}

locals {
  hosts = concat(var.application_hosts, var.page_hosts)

  makes_certificate = var.certificate_arn == null && length(local.hosts) > 0
  certificate_arn   = local.makes_certificate ? aws_acm_certificate_validation.page[0].certificate_arn : var.certificate_arn

  # A name and the wildcard above it have the same proof.
  proofs = { for host in distinct([for host in local.hosts : trimprefix(host, "*.")]) : host => [
    for option in flatten(aws_acm_certificate.page[*].domain_validation_options) : option if trimprefix(option.domain_name, "*.") == host
  ][0] if local.makes_certificate }

  config = {
    pageHosts = var.page_hosts
    body      = var.waf_body_json
    files = concat([
      "/state.json", "/503.json", "/calendar.ics", "/feed.xml", "/schema/",
      "/api/v2/status.json", "/api/v2/summary.json", "/api/v2/scheduled-maintenances.json",
    ], var.files)
  }

  # Comments and indentation are for people; CloudFront counts their bytes.
  request_code       = "const CONFIG = ${jsonencode(local.config)};\n${replace(file("${path.module}/viewer-request.js"), "/(?m)^ *(//.*\n)?/", "")}"
  request_code_bytes = floor(length(base64encode(local.request_code)) * 3 / 4) - length(regexall("=", base64encode(local.request_code)))
}

# GitHub Pages gets a certificate only once DNS leads to it, which is an hour or days too late. This one is there before.
resource "aws_acm_certificate" "page" {
  count = local.makes_certificate ? 1 : 0

  domain_name               = local.hosts[0]
  subject_alternative_names = slice(local.hosts, 1, length(local.hosts))
  validation_method         = "DNS"
  tags                      = var.tags

  lifecycle {
    create_before_destroy = true

    precondition {
      condition     = var.zone_id != null
      error_message = "Without certificate_arn a certificate is made, and AWS wants a proof in DNS: give zone_id, the hosted zone of the hosts."
    }

    precondition {
      condition     = data.aws_region.current.id == "us-east-1"
      error_message = "CloudFront takes certificates of ACM in us-east-1 only, and this provider works in ${data.aws_region.current.id}. Pass a provider of that region: providers = { aws = aws.us_east_1 }."
    }
  }
}

resource "aws_route53_record" "proof" {
  # By the name that is asked for, which is known at plan; the option's own values are not.
  for_each = toset(local.makes_certificate ? [for host in local.hosts : trimprefix(host, "*.")] : [])

  zone_id         = var.zone_id
  name            = local.proofs[each.key].resource_record_name
  type            = local.proofs[each.key].resource_record_type
  records         = [local.proofs[each.key].resource_record_value]
  ttl             = 60
  allow_overwrite = true # ACM asks for the same proof for every certificate of a name.
}

resource "aws_acm_certificate_validation" "page" {
  count = local.makes_certificate ? 1 : 0

  certificate_arn         = aws_acm_certificate.page[0].arn
  validation_record_fqdns = [for record in aws_route53_record.proof : record.fqdn]
}

resource "aws_cloudfront_function" "request" {
  name    = "interlude-${var.name}-maintenance-request"
  comment = "Every path is the page; what is no browser gets 503"
  runtime = "cloudfront-js-2.0"
  code    = local.request_code
  publish = true

  lifecycle {
    precondition {
      condition     = local.request_code_bytes <= 10240
      error_message = "A CloudFront Function holds at most 10,240 bytes and this one would have ${local.request_code_bytes}. Shorten waf_body_json."
    }
  }
}

resource "aws_cloudfront_function" "response" {
  name    = "interlude-${var.name}-maintenance-response"
  comment = "Makes the page a 503 under the names of the application"
  runtime = "cloudfront-js-2.0"
  code    = file("${path.module}/viewer-response.js")
  publish = true
}

# A minute: GitHub Pages carries no storm of visitors, and a new state is seen soon.
resource "aws_cloudfront_cache_policy" "page" {
  name        = "interlude-${var.name}-maintenance"
  min_ttl     = 1
  default_ttl = 60
  max_ttl     = 60

  parameters_in_cache_key_and_forwarded_to_origin {
    enable_accept_encoding_brotli = true
    enable_accept_encoding_gzip   = true

    cookies_config {
      cookie_behavior = "none"
    }
    # Host is not forwarded: GitHub Pages knows its own name alone.
    headers_config {
      header_behavior = "none"
    }
    query_strings_config {
      query_string_behavior = "none"
    }
  }
}

resource "aws_cloudfront_distribution" "page" {
  enabled         = true
  is_ipv6_enabled = true
  http_version    = "http2and3"
  comment         = "Interlude: maintenance page of ${var.name}"
  aliases         = local.hosts
  price_class     = var.price_class
  tags            = var.tags

  origin {
    origin_id                = "page"
    domain_name              = var.origin_domain
    origin_path              = var.origin_path
    origin_access_control_id = var.origin_access_control_id

    dynamic "custom_origin_config" {
      for_each = var.origin_access_control_id == null ? [true] : []
      content {
        http_port              = 80
        https_port             = 443
        origin_protocol_policy = "https-only"
        origin_ssl_protocols   = ["TLSv1.2"]
      }
    }
  }

  default_cache_behavior {
    target_origin_id       = "page"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods        = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
    cached_methods         = ["GET", "HEAD"]
    compress               = true
    cache_policy_id        = aws_cloudfront_cache_policy.page.id

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.request.arn
    }
    function_association {
      event_type   = "viewer-response"
      function_arn = aws_cloudfront_function.response.arn
    }
  }

  # CloudFront itself would keep an error of GitHub (or of S3, which says 403) for ten seconds.
  dynamic "custom_error_response" {
    for_each = [403, 404, 500, 502, 503, 504]
    content {
      error_code            = custom_error_response.value
      error_caching_min_ttl = 1
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = length(local.hosts) == 0
    acm_certificate_arn            = length(local.hosts) == 0 ? null : local.certificate_arn
    minimum_protocol_version       = length(local.hosts) == 0 ? null : "TLSv1.2_2021"
    ssl_support_method             = length(local.hosts) == 0 ? null : "sni-only"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  lifecycle {
    precondition {
      condition     = !contains(local.hosts, var.origin_domain)
      error_message = "origin_domain is one of the distribution's own names: it would call itself. Name acme.github.io, and remove the custom domain from Pages."
    }
  }
}
