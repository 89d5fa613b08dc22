terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }
}

# An application on ECS behind a load balancer, whose name moves to the page's distribution in maintenance. That works
# since the load balancer is no CloudFront distribution. The API's name does not move: it answers 503 at once.
provider "aws" {
  region = var.region
}

provider "aws" {
  alias  = "us_east_1" # certificates of CloudFront live there
  region = "us-east-1"
}

# The network, DNS and the certificate of the load balancer are taken as they are.
data "aws_vpc" "this" {
  id = var.vpc_id
}

resource "aws_security_group" "balancer" {
  name   = "shop-balancer"
  vpc_id = data.aws_vpc.this.id

  ingress {
    description      = "HTTPS from everywhere"
    from_port        = 443
    to_port          = 443
    protocol         = "tcp"
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = ["::/0"]
  }

  egress {
    description = "The tasks"
    from_port   = 8080
    to_port     = 8080
    protocol    = "tcp"
    cidr_blocks = [data.aws_vpc.this.cidr_block]
  }
}

resource "aws_security_group" "task" {
  name   = "shop-task"
  vpc_id = data.aws_vpc.this.id

  ingress {
    description     = "The load balancer alone"
    from_port       = 8080
    to_port         = 8080
    protocol        = "tcp"
    security_groups = [aws_security_group.balancer.id]
  }

  egress {
    description = "Image registry, database"
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lb" "shop" {
  name               = "shop"
  load_balancer_type = "application"
  subnets            = var.public_subnet_ids
  security_groups    = [aws_security_group.balancer.id]
}

resource "aws_lb_target_group" "shop" {
  name        = "shop"
  port        = 8080
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = data.aws_vpc.this.id

  # Health checks go to the tasks themselves and never see the switch.
  health_check {
    path = "/health"
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.shop.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = var.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.shop.arn
  }
}

resource "aws_ecs_cluster" "shop" {
  name = "shop"
}

resource "aws_iam_role" "execution" {
  name = "shop-execution"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_ecs_task_definition" "shop" {
  family                   = "shop"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.execution.arn
  container_definitions = jsonencode([{
    name         = "shop"
    image        = var.image
    essential    = true
    portMappings = [{ containerPort = 8080 }]
  }])
}

resource "aws_ecs_service" "shop" {
  name            = "shop"
  cluster         = aws_ecs_cluster.shop.id
  task_definition = aws_ecs_task_definition.shop.arn
  desired_count   = 2
  launch_type     = "FARGATE"

  network_configuration {
    subnets         = var.private_subnet_ids
    security_groups = [aws_security_group.task.id]
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.shop.arn
    container_name   = "shop"
    container_port   = 8080
  }

  depends_on = [aws_lb_listener.https]
}

module "page" {
  source    = "../../modules/maintenance-cdn"
  providers = { aws = aws.us_east_1 }

  name              = "shop"
  application_hosts = ["shop.${var.zone_name}"]
  page_hosts        = ["maintenance.${var.zone_name}"]
  origin_domain     = "${var.github_owner}.github.io"
  origin_path       = "/shop-maintenance"
  zone_id           = var.zone_id
  waf_body_json     = var.waf_body_json
}

resource "aws_route53_record" "page" {
  for_each = toset(["A", "AAAA"])

  zone_id = var.zone_id
  name    = "maintenance.${var.zone_name}"
  type    = each.key

  alias {
    name                   = module.page.alias.name
    zone_id                = module.page.alias.zone_id
    evaluate_target_health = false
  }
}

module "switch" {
  source = "../../modules/switch-route53"

  name             = "shop"
  maintenance_mode = var.maintenance_mode
  zone_id          = var.zone_id
  zone_name        = var.zone_name
  record_name      = "shop.${var.zone_name}"
  backdoor_name    = "backdoor.${var.zone_name}"
  normal           = { alias = { name = aws_lb.shop.dns_name, zone_id = aws_lb.shop.zone_id } }
  maintenance      = { alias = module.page.alias }
}

# Follows the switch of the application, whoever flipped it: the next apply brings it along.
module "api" {
  source = "../../modules/switch-alb"

  name             = "shop-api"
  maintenance_mode = module.switch.maintenance_active
  listener_arn     = aws_lb_listener.https.arn
  target_group_arn = aws_lb_target_group.shop.arn
  hosts            = ["api.${var.zone_name}"]
  office_addresses = var.office_addresses
  alb_body_json    = var.alb_body_json
}

output "maintenance_active" {
  description = "What hooks decide by."
  value       = module.switch.maintenance_active
}

output "flip_on" {
  description = "terraform output -raw flip_on | sh"
  value       = module.switch.flip_on
}

output "flip_off" {
  description = "terraform output -raw flip_off | sh"
  value       = module.switch.flip_off
}
