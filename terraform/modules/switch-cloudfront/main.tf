locals {
  active = var.maintenance_mode || aws_cloudfrontkeyvaluestore_key.flag.value == "on"

  # https://host/path/ is host and /path/.
  page = regex("^https://(?P<host>[^/]+)(?P<path>/.*)$", var.page_url)

  config = {
    serve        = var.browsers == "serve"
    pageUrl      = var.page_url
    pageHost     = local.page.host
    pageUri      = "${local.page.path}index.html"
    office       = var.office_addresses
    secretSha256 = var.bypass_secret_sha256
    origins      = var.allowed_origins
    json         = var.waf_body_json
    html         = var.alb_body_html
  }

  request_code = join("\n", [
    "import cf from 'cloudfront';",
    "import crypto from 'crypto';",
    "const CONFIG = ${jsonencode(local.config)};",
    # Comments and indentation are for people; CloudFront counts their bytes.
    replace(file("${path.module}/viewer-request.js"), "/(?m)^ *(//.*\n)?/", ""),
  ])
  request_code_bytes = floor(length(base64encode(local.request_code)) * 3 / 4) - length(regexall("=", base64encode(local.request_code)))
}

resource "terraform_data" "gate" {
  input = var.gate
}

resource "aws_cloudfront_key_value_store" "switch" {
  name    = "interlude-${var.name}"
  comment = "Maintenance switch: mode (from the code) and maintenance (the flag), on or off"
}

resource "aws_cloudfrontkeyvaluestore_key" "mode" {
  key_value_store_arn = aws_cloudfront_key_value_store.switch.arn
  key                 = "mode"
  value               = var.maintenance_mode ? "on" : "off"

  depends_on = [terraform_data.gate]
}

# The flag lives outside of the code: whoever writes "on" here turns maintenance on, and no deployment writes it back.
# Never aws_cloudfrontkeyvaluestore_keys_exclusive, which deletes what it does not know.
resource "aws_cloudfrontkeyvaluestore_key" "flag" {
  key_value_store_arn = aws_cloudfront_key_value_store.switch.arn
  key                 = "maintenance"
  value               = "off"

  lifecycle {
    ignore_changes = [value]
  }
}

resource "aws_cloudfront_function" "request" {
  name                         = "interlude-${var.name}-request"
  comment                      = "Maintenance switch: lets pass, redirects or answers 503"
  runtime                      = "cloudfront-js-2.0"
  code                         = local.request_code
  publish                      = true
  key_value_store_associations = [aws_cloudfront_key_value_store.switch.arn]

  lifecycle {
    precondition {
      condition     = local.request_code_bytes <= 10240
      error_message = "A CloudFront Function holds at most 10,240 bytes and this one would have ${local.request_code_bytes}. Shorten waf_body_json, or list fewer office addresses."
    }
  }
}

resource "aws_cloudfront_function" "response" {
  count = var.browsers == "serve" ? 1 : 0

  name    = "interlude-${var.name}-response"
  comment = "Maintenance switch: makes the page a 503"
  runtime = "cloudfront-js-2.0"
  code    = file("${path.module}/viewer-response.js")
  publish = true
}
