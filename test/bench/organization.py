"""The calls of `org scan` by boto3 and a pool of threads, as people write it: argv is the endpoint, the role and the number of threads."""
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import boto3
import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

url, role, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])
config = Config(max_pool_connections=threads, retries={"mode": "standard"})
# Making clients is not safe in several threads at once.
making = threading.Lock()


def client(session, service, region="us-east-1"):
    with making:
        return session.client(service, region_name=region, endpoint_url=url, config=config)


def pages(make, operation, key, **arguments):
    if make.can_paginate(operation):
        return [row for page in make.get_paginator(operation).paginate(**arguments) for row in page[key]]
    return getattr(make, operation)(**arguments)[key]


def enter(account):
    try:
        keys = sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/{role}", RoleSessionName="bench")["Credentials"]
    except ClientError:
        return []
    own = botocore.session.get_session()
    # Whoever knows it shares what is read of the services' models: reading them anew takes a third of a second an account.
    own.register_component("data_loader", loader)
    session = boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], botocore_session=own)
    regions = client(session, "ec2").describe_regions(AllRegions=True)["Regions"]
    return [(session, one["RegionName"]) for one in regions if one["OptInStatus"] != "not-opted-in"]


def cell(place):
    session, region = place
    try:
        ec2, scaling = client(session, "ec2", region), client(session, "autoscaling", region)
        ec2.get_allowed_images_settings()
        rows = pages(ec2, "describe_instance_image_metadata", "InstanceImageMetadata")
        if hasattr(ec2, "get_managed_resource_visibility"):
            ec2.get_managed_resource_visibility()
        pages(ec2, "describe_instances", "Reservations", Filters=[{"Name": "operator.managed", "Values": ["true"]}])
        pages(scaling, "describe_auto_scaling_groups", "AutoScalingGroups")
        pages(scaling, "describe_launch_configurations", "LaunchConfigurations")
        pages(ec2, "describe_fleets", "Fleets")
        pages(ec2, "describe_spot_fleet_requests", "SpotFleetRequestConfigs")
        pages(ec2, "describe_spot_instance_requests", "SpotInstanceRequests")
        pages(ec2, "describe_launch_templates", "LaunchTemplates")
        pages(ec2, "describe_launch_template_versions", "LaunchTemplateVersions", Versions=["$Default", "$Latest"])
        images = sorted({row["ImageMetadata"]["ImageId"] for row in rows if "ImageMetadata" in row})
        for start in range(0, len(images), 10):
            some = images[start : start + 10]
            pages(ec2, "describe_image_references", "ImageReferences", ImageIds=some, IncludeAllResourceTypes=True)
        if images:
            try:
                ec2.describe_images(ImageIds=images, IncludeDeprecated=True, IncludeDisabled=True)
            except ClientError:
                pass  # One that is gone fails the call for all: what to do then is not what is measured.
        return len(rows)
    except ClientError:
        return 0


shared = botocore.session.get_session()
loader = shared.get_component("data_loader")
base = boto3.Session(botocore_session=shared)
sts = client(base, "sts")
accounts = pages(client(base, "organizations"), "list_accounts", "Accounts")
with ThreadPoolExecutor(threads) as pool:
    places = [place for entered in pool.map(enter, [one["Id"] for one in accounts]) for place in entered]
    print(sum(pool.map(cell, places)))
