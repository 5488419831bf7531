<?php
define('S3_UPLOADS_BUCKET', 'media');
define('S3_UPLOADS_KEY', getenv('MEDIA_ID'));
define('S3_UPLOADS_SECRET', getenv('MEDIA_SECRET'));
define('S3_UPLOADS_REGION', 'eu-west-1');
