"""validate.py FORMAT FILE: exit 0 valid, 1 not (says why), 3 the format's library is not here. Run by run.py, also in the venv that `install` makes."""
import json
import sys

# The terms of the Web Annotation vocabulary that we write, mapped as its context maps them; a term that is not here makes expansion drop a key, which is counted.
OA, DC, AS = "http://www.w3.org/ns/oa#", "http://purl.org/dc/elements/1.1/", "http://www.w3.org/ns/activitystreams#"
ID = "@id"
CONTEXT = {"@context": {
    "id": ID, "type": "@type", **{name: OA + name for name in ("Annotation", "TextualBody", "SpecificResource", "TextPositionSelector", "TextQuoteSelector",
    "describing", "identifying", "linking", "questioning", "replying", "tagging", "start", "end", "exact", "prefix", "suffix")},
    "AnnotationPage": AS + "OrderedCollectionPage", "AnnotationCollection": AS + "OrderedCollection",
    "body": {"@type": ID, ID: OA + "hasBody"}, "target": {"@type": ID, ID: OA + "hasTarget"}, "source": {"@type": ID, ID: OA + "hasSource"},
    "selector": {"@type": ID, ID: OA + "hasSelector"}, "motivation": {"@type": "@vocab", ID: OA + "motivatedBy"}, "purpose": {"@type": "@vocab", ID: OA + "hasPurpose"},
    "items": {"@type": ID, ID: AS + "items", "@container": "@list"}, "partOf": {"@type": ID, ID: AS + "partOf"}, "total": AS + "totalItems",
    "startIndex": AS + "startIndex", "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "format": DC + "format", "label": "http://www.w3.org/2000/01/rdf-schema#label"}}


def ftm(path):
    from followthemoney import model
    for line in open(path, encoding="utf-8"):
        entity = json.loads(line)
        proxy = model.get_proxy(entity)
        model.get(entity["schema"]).validate(entity)
        for name, values in entity["properties"].items():
            if set(proxy.get(name)) != set(values):
                return f"{entity['schema']}.{name}: {values!r} became {proxy.get(name)!r}"


def stix(path):
    from stix2validator import ValidationOptions, validate_file
    found = validate_file(path, ValidationOptions(version="2.1"))
    return None if found.is_valid else "; ".join(str(e) for one in found.object_results for e in one.errors)[:2000]


def webannotation(path):
    from pyld import jsonld
    jsonld.set_document_loader(lambda url, options: {"contextUrl": None, "documentUrl": url, "document": CONTEXT})
    page = json.load(open(path, encoding="utf-8"))
    expanded = json.dumps(jsonld.expand(page))
    want = sum(json.dumps(page).count(f'"{key}":') for key in ("exact", "source", "motivation", "purpose", "value", "start"))
    got = sum(expanded.count(f'"{name}":') for name in (OA + "exact", OA + "hasSource", OA + "motivatedBy", OA + "hasPurpose", CONTEXT["@context"]["value"], OA + "start"))
    return None if want == got else f"{want} keys written, {got} understood"


try:
    trouble = {"ftm": ftm, "stix": stix, "webannotation": webannotation}[sys.argv[1]](sys.argv[2])
except ImportError as error:
    print(error)
    sys.exit(3)
print(trouble or "valid")
sys.exit(1 if trouble else 0)
